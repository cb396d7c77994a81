package dev.pathwarden.samples.springai;

import java.nio.file.Path;
import java.util.List;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.openai.OpenAiChatModel;
import org.springframework.ai.openai.OpenAiChatOptions;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import reactor.core.scheduler.Schedulers;

/** Lets three agents do the same task: one that is a bean, one that is a class, and one that is named by a parameter and streams its answer. */
public final class SpringAiProgram {

    private static final String WISH = "Tidy up my notes.";

    private SpringAiProgram() {
    }

    /** @param args base URL of the model's server, and the directory with the notes */
    public static void main(String[] args) {
        ChatModel model = OpenAiChatModel.builder()
                .options(OpenAiChatOptions.builder().baseUrl(args[0]).apiKey("not-a-real-key").model("scripted-gpt").temperature(0.5).build()).build();
        NoteTools tools = new NoteTools(Path.of(args[1]));
        try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
            context.registerBean("notesAgent", ChatClient.class, () -> client(model, tools));
            context.refresh();
            ChatClient notesAgent = context.getBean(ChatClient.class);
            System.out.println("bean: " + notesAgent.prompt().user(WISH).call().content());
            System.out.println("class: " + new Archivist(client(model, tools)).tidy(WISH));
            System.out.println("stream: " + streamed(notesAgent));
        }
        // The OpenAI client's threads would linger for a minute.
        System.exit(0);
    }

    private static ChatClient client(ChatModel model, NoteTools tools) {
        return ChatClient.builder(model).defaultSystem("You keep notes.").defaultTools(tools, tools.callbacks()).build();
    }

    private static String streamed(ChatClient client) {
        List<String> parts = client.prompt().user(WISH).advisors(advisors -> advisors.param("pathwarden.agent", "streaming-agent"))
                .stream().content().subscribeOn(Schedulers.parallel()).collectList().block();
        return String.join("", parts == null ? List.of() : parts);
    }
}
