package dev.pathwarden.recorder.attached;

import dev.pathwarden.model.journal.JournalContents;
import dev.pathwarden.model.journal.JournalEvent;
import dev.pathwarden.model.journal.JournalReader;
import dev.pathwarden.model.step.Outcome;
import dev.pathwarden.model.step.ProcessInfo;
import dev.pathwarden.model.step.Step;
import dev.pathwarden.policies.compiler.Compilation;
import dev.pathwarden.policies.compiler.GuardrailCompiler;
import dev.pathwarden.policies.guardrail.GuardrailSource;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Starts a program in a JVM of its own with the agent attached. */
final class WatchedJvm {

    private static final long TIMEOUT_SECONDS = 120;

    private final Path directory;
    private String moreClassPath = "";
    private boolean childrenToo;
    private String name = "";
    private final List<String> starter = new ArrayList<>();
    private final List<String> options = new ArrayList<>();
    private final List<String> before = new ArrayList<>();
    private final List<String> jvmArguments = new ArrayList<>();

    /** Everything it leaves lies under that directory. */
    WatchedJvm(Path directory) {
        this.directory = directory;
        options.add("out=" + journal());
    }

    /** Puts its directory, with the journal in it, on the class path as well. */
    WatchedJvm directoryOnClassPath() {
        moreClassPath += File.pathSeparator + directory;
        return this;
    }

    /** Tells it from others that leave their journals in the same directory. */
    WatchedJvm named(String other) {
        name = "-" + other;
        return this;
    }

    /** Lets JVMs that the program starts outside of any run load the agent too, as under {@code pathwarden run}. */
    WatchedJvm childrenToo() {
        childrenToo = true;
        return this;
    }

    /** Puts the libraries of the tests on the class path as well, and nothing of ours. */
    WatchedJvm libraries() {
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            if (entry.endsWith(".jar") && !Path.of(entry).getFileName().toString().startsWith("pathwarden")) {
                moreClassPath += File.pathSeparator + entry;
            }
        }
        return this;
    }

    /** Puts what that class came from on the class path as well. */
    WatchedJvm library(Class<?> type) throws java.net.URISyntaxException {
        moreClassPath += File.pathSeparator + Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
        return this;
    }

    Path journal() {
        return directory.resolve("journal");
    }

    WatchedJvm option(String name, Object value) {
        options.add(name + "=" + value);
        return this;
    }

    /** Puts jars of this class path, whose names begin so, on the program's class path as well. */
    WatchedJvm libraries(String... names) {
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            String file = entry.substring(entry.lastIndexOf('/') + 1);
            if (file.endsWith(".jar") && Stream.of(names).anyMatch(name -> file.matches(name + "-[0-9].*"))) {
                moreClassPath += File.pathSeparator + entry;
            }
        }
        return this;
    }

    /** Lets that command start the JVM, whose own command line follows as its last arguments. */
    WatchedJvm startedBy(String... command) {
        starter.addAll(List.of(command));
        return this;
    }

    /** Loads another agent before ours. */
    WatchedJvm behind(Path otherAgent) {
        before.add("-javaagent:" + otherAgent);
        return this;
    }

    /** Loads another agent behind ours. */
    WatchedJvm before(Path otherAgent) {
        return jvmArgument("-javaagent:" + otherAgent);
    }

    WatchedJvm jvmArgument(String argument) {
        jvmArguments.add(argument);
        return this;
    }

    /** Compiles guardrails and lets the agent decide under them. */
    WatchedJvm guardrails(String... yamls) {
        List<GuardrailSource> sources = new ArrayList<>();
        for (String yaml : yamls) {
            sources.add(new GuardrailSource("test" + sources.size() + ".yaml", yaml));
        }
        Compilation compilation = GuardrailCompiler.compile(sources);
        if (compilation.bundle().guardrails().size() < yamls.length || !compilation.problems().isEmpty()) {
            throw new IllegalArgumentException(compilation.problems().toString());
        }
        Path file = directory.resolve("guardrails.bundle");
        try {
            Files.write(file, compilation.bundle().bytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return option("policies", file);
    }

    /** Starts the program and does not wait. */
    Process start(Class<?> program, Object... arguments) throws IOException {
        return builder(program, arguments).start();
    }

    private ProcessBuilder builder(Class<?> program, Object... arguments) {
        String agent = "-javaagent:" + Path.of("target", "pathwarden-agent.jar").toAbsolutePath() + "=" + String.join(",", options);
        List<String> command = new ArrayList<>(starter);
        command.addAll(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xshare:auto"));
        if (Runtime.version().feature() < 25) {
            // Starts in two thirds of the time. On 25 the same programs run as the JVM itself would have it.
            command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        }
        command.addAll(before);
        if (!childrenToo) {
            command.add(agent);
        }
        command.addAll(jvmArguments);
        command.addAll(List.of("-cp", Path.of("target", "test-classes").toAbsolutePath() + moreClassPath, program.getName()));
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile()).redirectError(directory.resolve("stderr" + name).toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("PATHWARDEN_") || name.equals("JAVA_TOOL_OPTIONS"));
        builder.environment().put("XDG_CONFIG_HOME", directory.resolve("config").toString());
        if (childrenToo) {
            builder.environment().put("JAVA_TOOL_OPTIONS", agent);
        }
        return builder;
    }

    /** Runs the program to its end. */
    Ended run(Class<?> program, Object... arguments) throws IOException, InterruptedException {
        File out = directory.resolve("stdout" + name).toFile();
        Process process = builder(program, arguments).redirectOutput(out).start();
        if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException(program + " did not end");
        }
        JournalContents recorded = Files.isDirectory(journal()) ? JournalReader.read(journal()) : new JournalContents(List.of(), List.of());
        return new Ended(process.exitValue(), Files.readString(out.toPath()), Files.readString(directory.resolve("stderr" + name)), recorded);
    }

    /**
     * What a program left.
     *
     * @param code its exit code
     * @param out what it printed
     * @param err what stands on its stderr
     * @param journal what was recorded
     */
    record Ended(int code, String out, String err, JournalContents journal) {

        List<String> lines() {
            return out.lines().toList();
        }

        List<JournalEvent.StepDecided> decided() {
            return events(JournalEvent.StepDecided.class);
        }

        List<Step> steps() {
            return decided().stream().map(JournalEvent.StepDecided::step).toList();
        }

        /** The last outcome of the step, null if it has none. */
        Outcome outcome(Step step) {
            return events(JournalEvent.StepEnded.class).stream().filter(ended -> ended.step().equals(step.id())).map(JournalEvent.StepEnded::outcome).reduce((first, last) -> last).orElse(null);
        }

        /** The last that is known of each process. */
        ProcessInfo process() {
            return events(JournalEvent.ProcessSeen.class).stream().map(JournalEvent.ProcessSeen::process).reduce((first, last) -> last).orElseThrow();
        }

        <T extends JournalEvent> List<T> events(Class<T> type) {
            return journal.events().stream().filter(type::isInstance).map(type::cast).toList();
        }
    }
}
