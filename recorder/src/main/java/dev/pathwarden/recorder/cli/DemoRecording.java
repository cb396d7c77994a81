package dev.pathwarden.recorder.cli;

import dev.pathwarden.model.snapshot.Seal;
import dev.pathwarden.model.step.Mode;
import dev.pathwarden.policies.engine.Bundle;
import dev.pathwarden.recorder.drain.AgentOption;
import dev.pathwarden.recorder.drain.MadeSnapshot;
import dev.pathwarden.recorder.drain.Recording;
import dev.pathwarden.recorder.drain.RecordingDirectory;
import dev.pathwarden.recorder.drain.Scope;
import dev.pathwarden.recorder.drain.WatchedCommand;
import dev.pathwarden.recorder.home.DeploymentKey;
import dev.pathwarden.recorder.home.ProductHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Records the demo's two runs, each in a JVM of its own, into one directory. */
final class DemoRecording {

    private static final String MAIN = "dev.pathwarden.samples.customerreport.CustomerReportMain";

    private final Invocation invocation;
    private final Path agentJar;
    private final RecordingDirectory directory;
    private final Bundle guardrails;

    DemoRecording(Invocation invocation, Path agentJar, RecordingDirectory directory, Bundle guardrails) {
        this.invocation = invocation;
        this.agentJar = agentJar;
        this.directory = directory;
        this.guardrails = guardrails;
    }

    /** Records both runs under enforced guardrails and makes the snapshot. */
    MadeSnapshot record() throws IOException {
        Path key = DeploymentKey.file(invocation.environment());
        DeploymentKey.readOrMake(key);
        AgentOption agent = new AgentOption(agentJar, directory, key, Mode.ENFORCE, Scope.AGENT, null);
        try (Seal seal = new SealOption().seal(invocation); Recording recording = Recording.beginIn(directory, guardrails.bytes())) {
            run(recording, agent, 1, "customer-report/plaintext", "the agent writes the customers in plain text, and is stopped");
            run(recording, agent, 2, "customer-report/encrypted", "the agent encrypts the customers before it writes them, and is not");
            MadeSnapshot made = recording.finish(run -> { }, seal);
            made.damages().forEach(invocation.console()::note);
            return made;
        }
    }

    private void run(Recording recording, AgentOption agent, int number, String script, String title) throws IOException {
        Console console = invocation.console();
        console.out().println();
        console.out().println(console.terminal().outStyle().strong("== Run " + number + ": " + title));
        console.out().flush();
        Path files = Files.createDirectories(directory.root().resolve("files").resolve("run-" + number));
        Path logs = Files.createDirectories(directory.root().resolve("logs").resolve("run-" + number));
        List<String> command = List.of(ProductHome.java().toString(), "-XX:TieredStopAtLevel=1", "-Xshare:auto", "-Djava.io.tmpdir=" + files,
                "-cp", invocation.home().get().samplesClassPath(), MAIN, "--script", script, "--out", logs.toString());
        int code = recording.run(new WatchedCommand(command, invocation.environment(), agent, true));
        if (code != 0) {
            throw new CommandException(ExitCode.ENVIRONMENT, "The sample agent of run " + number + " ended with " + code + ": what it said stands above, and its logs are in " + logs + ".");
        }
    }
}
