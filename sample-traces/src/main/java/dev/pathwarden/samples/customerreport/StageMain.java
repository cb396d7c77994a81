package dev.pathwarden.samples.customerreport;

import dev.pathwarden.samples.script.Script;
import dev.pathwarden.samples.script.ScriptReader;
import dev.pathwarden.samples.script.ScriptedModelServer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The world around the agent, in a process of its own: the scripted model and a small service, both on loopback.
 *
 * <p>Arguments: script, directory for logs. Prints the model's URL, the service's URL and the script's title, one line each, then
 * runs until its stdin ends. Exit codes: 0 the script was played to its end, 1 it was not (stderr says why), 2 wrong usage, 3 no such script.
 */
public final class StageMain {

    private StageMain() {
    }

    /** Runs until stdin ends. */
    public static void main(String[] args) throws IOException {
        if (args.length != 2) {
            System.err.println("Two arguments are needed: a script and a directory for logs.");
            System.exit(2);
        }
        Script script;
        try {
            script = ScriptReader.read(args[0]);
        } catch (IOException unreadable) {
            System.err.println(unreadable.getMessage());
            System.exit(3);
            return;
        }
        Path out = Path.of(args[1]);
        Files.createDirectories(out);
        try (ScriptedModelServer model = ScriptedModelServer.start(script, out.resolve("model-requests.jsonl")); RateService rates = RateService.start()) {
            System.out.println(model.baseUrl());
            System.out.println(rates.baseUrl());
            System.out.println(script.title());
            System.out.flush();
            awaitEnd(System.in);
            Optional<String> problem = model.problem();
            problem.ifPresent(System.err::println);
            System.exit(problem.isPresent() ? 1 : 0);
        }
    }

    private static void awaitEnd(InputStream in) throws IOException {
        while (in.read() >= 0) {
            continue;
        }
    }
}
