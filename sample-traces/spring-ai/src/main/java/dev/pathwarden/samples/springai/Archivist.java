package dev.pathwarden.samples.springai;

import org.springframework.ai.chat.client.ChatClient;

/** An agent that is nothing but a class with a chat client in it. */
final class Archivist {

    private final ChatClient client;

    Archivist(ChatClient client) {
        this.client = client;
    }

    String tidy(String wish) {
        return client.prompt().user(wish).call().content();
    }
}
