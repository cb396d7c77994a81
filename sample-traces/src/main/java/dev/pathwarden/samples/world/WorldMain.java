package dev.pathwarden.samples.world;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The world of a sample in a process of its own. Arguments: the sample, and a directory for what the world leaves. Prints {@code site=URL} and one {@code SCRIPT=URL} for each model, then
 * {@code ready}, and runs until its stdin ends. Exit codes: 0 the scripts were played to their ends, 1 they were not (stderr says why), 2 wrong usage.
 */
public final class WorldMain {

    private WorldMain() {
    }

    /** Runs until stdin ends. */
    public static void main(String[] args) throws IOException {
        if (args.length != 2) {
            System.err.println("Two arguments are needed: a sample and a directory.");
            System.exit(2);
        }
        try (World world = World.start(args[0], Path.of(args[1]))) {
            System.out.println("site=" + world.site());
            world.scripts().forEach(script -> System.out.println(script + "=" + world.model(script)));
            System.out.println("ready");
            while (System.in.read() >= 0) {
                continue;
            }
            Optional<String> problem = world.problem();
            problem.ifPresent(System.err::println);
            System.exit(problem.isPresent() ? 1 : 0);
        }
    }
}
