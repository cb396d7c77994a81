package dev.pathwarden.samples.adk;

import com.google.adk.agents.LlmAgent;
import com.google.adk.events.Event;
import com.google.adk.runner.InMemoryRunner;
import com.google.adk.sessions.Session;
import com.google.adk.tools.Annotations.Schema;
import com.google.adk.tools.BaseTool;
import com.google.adk.tools.FunctionTool;
import com.google.adk.tools.ToolContext;
import com.google.genai.types.Content;
import com.google.genai.types.FunctionDeclaration;
import com.google.genai.types.Part;
import io.reactivex.rxjava3.core.Maybe;
import io.reactivex.rxjava3.core.Single;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Lets an agent send letters, with tools that write down what they were given. */
public final class AdkMailProgram {

    private static final List<String> FUNCTIONS = List.of("sendMail", "sendOpenly", "chargeCard", "noteCard");

    private static Path given = Path.of("given.txt");

    private AdkMailProgram() {
    }

    /** @param args file for what the model is told of tools, and file for what they are given */
    public static void main(String[] args) {
        given = Path.of(args[1]);
        LlmAgent agent = LlmAgent.builder().name("post").description("Sends letters.").instruction("You send letters.")
                .model(new ScriptedLlm("scripted-mail", Path.of(args[0]), List.of(
                        List.of(call("sendMail", "to", "ann@example.com"), call("sendOpenly", "to", "ann@example.com")),
                        List.of(call("chargeCard", "card", 4111111111111111L), call("noteCard", "card", 4111111111111111L)),
                        List.of(call("failMail", "to", "ann@example.com"), call("failOpenly", "to", "ann@example.com")),
                        List.of(Part.fromText("Done.")))))
                .tools(Stream.concat(FUNCTIONS.stream().map(name -> FunctionTool.create(AdkMailProgram.class, name)), Stream.of(new Failing("failMail"), new Failing("failOpenly"))).toArray())
                .onToolErrorCallback((context, tool, arguments, toolContext, error) -> Maybe.just(Map.of("failed", messages(error)))).build();
        InMemoryRunner runner = new InMemoryRunner(agent, "post");
        Session session = runner.sessionService().createSession("post", "someone").blockingGet();
        String answer = "";
        for (Event event : runner.runAsync("someone", session.id(), Content.fromParts(Part.fromText("Send the letters."))).blockingIterable()) {
            answer = event.finalResponse() ? event.stringifyContent() : answer;
        }
        System.out.println(answer);
        System.exit(0);
    }

    private static String messages(Throwable error) {
        return Stream.iterate(error, one -> one != null, Throwable::getCause).map(Throwable::getMessage).toList().toString();
    }

    private static Part call(String tool, String name, Object value) {
        return Part.fromFunctionCall(tool, Map.of(name, value));
    }

    /** Sends a letter. */
    @Schema(name = "sendMail", description = "Sends a letter.")
    public static Map<String, Object> sendMail(@Schema(name = "to") String to) throws IOException {
        return sent("sendMail", to);
    }

    /** Sends a letter. */
    @Schema(name = "sendOpenly", description = "Sends a letter.")
    public static Map<String, Object> sendOpenly(@Schema(name = "to") String to) throws IOException {
        return sent("sendOpenly", to);
    }

    /** Charges a card. */
    @Schema(name = "chargeCard", description = "Charges a card.")
    public static Map<String, Object> chargeCard(@Schema(name = "card") long card) throws IOException {
        return sent("chargeCard", Long.toString(card));
    }

    /** Writes a card's number down. */
    @Schema(name = "noteCard", description = "Writes a card's number down.")
    public static Map<String, Object> noteCard(@Schema(name = "card") String card) throws IOException {
        return sent("noteCard", card);
    }

    private static Map<String, Object> sent(String tool, String argument) throws IOException {
        write(tool, argument);
        return Map.of("done", true, "copies", List.of("for " + tool + "@example.org"));
    }

    private static void write(String tool, String argument) throws IOException {
        Files.writeString(given, tool + " " + argument + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /** Fails to send a letter, with an error of its own: the library tells nothing of what a function throws. */
    private static final class Failing extends BaseTool {
        Failing(String name) {
            super(name, "Sends a letter.");
        }

        @Override
        public Optional<FunctionDeclaration> declaration() {
            return Optional.of(FunctionDeclaration.builder().name(name()).description(description()).build());
        }

        @Override
        public Single<Map<String, Object>> runAsync(Map<String, Object> arguments, ToolContext context) {
            return Single.fromCallable(() -> {
                write(name(), (String) arguments.get("to"));
                throw new IllegalStateException("there is no mailbox " + name() + "@example.org");
            });
        }
    }
}
