package dev.pathwarden.recorder.attached.program;

import dev.pathwarden.api.Agent;
import dev.pathwarden.api.Pathwarden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** An agent loop of the program's own, marked with the API. Argument: a directory for its mails. Prints what the model would be told. */
public final class HomeMadeLoop {

    private HomeMadeLoop() {
    }

    /** Runs the agent three times: under one prompt, under another, and with a loop that fails. */
    public static void main(String[] arguments) throws IOException {
        Path directory = Path.of(arguments[0]);
        System.out.println(run(directory, "Be brief.", "billing"));
        System.out.println(run(directory, "Be polite.", "forbidden"));
        try {
            Pathwarden.run("report-agent", () -> {
                throw new IOException("the loop failed");
            });
        } catch (IOException expected) {
            System.out.println(expected.getMessage());
        }
    }

    private static String run(Path directory, String prompt, String to) throws IOException {
        return Pathwarden.run(Agent.named("report-agent").prompt(prompt).model("gpt-x"), Map.of("prompt", "Mail the total to " + to + "."), () -> {
            String plan = Pathwarden.model("home", "gpt-x", Map.of("system", prompt, "prompt", "Mail the total.", "temperature", 0.2), () -> "send_mail to " + to);
            try {
                return CompletableFuture.supplyAsync(() -> Pathwarden.tool("send_mail", Map.of("to", to, "lines", List.of(plan, 7)), () -> mail(directory.resolve(to)))).join();
            } catch (java.util.concurrent.CompletionException stopped) {
                return stopped.getCause().getMessage();
            }
        });
    }

    private static String mail(Path file) {
        try {
            Files.writeString(file, "42");
            return "sent";
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
