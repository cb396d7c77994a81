package dev.pathwarden.samples.handover;

import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.openai.OpenAiChatModel;
import java.time.Duration;

/** The models that both agents ask. */
final class Models {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private Models() {
    }

    static ChatModel at(String baseUrl) {
        return OpenAiChatModel.builder().baseUrl(baseUrl).apiKey("not-checked-by-the-scripted-model").modelName("scripted-gpt").temperature(0.0).timeout(PATIENCE).maxRetries(0).build();
    }
}
