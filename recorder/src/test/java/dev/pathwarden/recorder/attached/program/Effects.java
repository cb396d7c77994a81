package dev.pathwarden.recorder.attached.program;

import dev.pathwarden.recorder.attached.program.ways.Scene;
import dev.pathwarden.recorder.attached.program.ways.Way;
import dev.pathwarden.recorder.attached.program.ways.Ways;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;

/**
 * An agent that causes effects in every way it is told to. Prints {@code <token> done}, {@code <token> blocked} or {@code <token> failed <exception>} for each.
 *
 * <p>Arguments: the world's properties, and the plan: one call per line, as {@code <way> <through> <directory>}.
 */
public final class Effects {

    private static final String REFUSAL = "This action was stopped by a security guardrail.";

    private final Map<String, Way> ways = Ways.all();
    private final Properties world = new Properties();
    private final List<String[]> plan;

    private Effects(Path world, Path plan) throws IOException {
        try (Reader reader = Files.newBufferedReader(world)) {
            this.world.load(reader);
        }
        try (Stream<String> lines = Files.lines(plan)) {
            this.plan = lines.map(line -> line.split(" ")).toList();
        }
    }

    /** Starts the agent once everything it needs is there. */
    public static void main(String[] arguments) throws Exception {
        Effects effects = new Effects(Path.of(arguments[0]), Path.of(arguments[1]));
        Through.startThreads();
        effects.agent();
    }

    /** The token of a way that is called through something. */
    public static String token(String way, String through) {
        return "_" + way + "--" + through + "_";
    }

    /** The agent. Ends the JVM while its run is still going on, so that shutdown hooks are part of it. */
    public void agent() {
        List<Runnable> last = new ArrayList<>();
        for (String[] call : plan) {
            Scene scene = new Scene(token(call[0], call[1]), Path.of(call[2]), world);
            Through through = Stream.of(Through.values()).filter(one -> one.text().equals(call[1])).findFirst().orElseThrow();
            if (through.later()) {
                last.add(() -> outcome(through, ways.get(call[0]), scene));
            } else {
                System.out.println(scene.token() + " " + outcome(through, ways.get(call[0]), scene));
            }
        }
        last.forEach(Runnable::run);
        System.exit(0);
    }

    static String outcome(Through through, Way way, Scene scene) {
        try {
            through.call(way, scene);
            return "done";
        } catch (Throwable thrown) {
            Set<Throwable> causes = new java.util.LinkedHashSet<>();
            for (Throwable cause = thrown; cause != null && causes.add(cause); cause = cause.getCause()) {
                if (cause instanceof SecurityException && REFUSAL.equals(cause.getMessage())) {
                    return "blocked";
                }
            }
            return "failed " + causes;
        }
    }
}
