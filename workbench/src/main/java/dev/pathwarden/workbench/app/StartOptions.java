package dev.pathwarden.workbench.app;

import dev.pathwarden.workbench.text.Texts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What the workbench was started with.
 *
 * @param snapshots what to open, side by side
 * @param pictures directory to write pictures to instead of staying open; null otherwise
 * @param policies directory or file with the guardrails to rehearse at first; null for the shipped pack
 * @param dark whether to start in the dark theme
 * @param help whether only the usage was asked for
 */
record StartOptions(List<Path> snapshots, Path pictures, Path policies, boolean dark, boolean help) {

    private static final Texts TEXTS = Texts.of(StartOptions.class);

    StartOptions {
        snapshots = List.copyOf(snapshots);
    }

    /**
     * Reads the command line.
     *
     * @throws IllegalArgumentException with a sentence for the user
     */
    static StartOptions parse(List<String> arguments) {
        List<Path> snapshots = new ArrayList<>();
        Path pictures = null;
        Path policies = null;
        boolean dark = false;
        boolean help = false;
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            switch (argument) {
                case "--pictures" -> pictures = value(arguments, ++i, argument);
                case "--policies" -> policies = value(arguments, ++i, argument);
                case "--dark" -> dark = true;
                case "--help", "-h" -> help = true;
                default -> {
                    if (argument.startsWith("-")) {
                        throw new IllegalArgumentException(TEXTS.get("usage.unknown", argument));
                    }
                    snapshots.add(Path.of(argument));
                }
            }
        }
        if (pictures != null && snapshots.isEmpty()) {
            throw new IllegalArgumentException(TEXTS.get("usage.pictures"));
        }
        return new StartOptions(snapshots, pictures, policies, dark, help);
    }

    static String usage() {
        return TEXTS.get("usage");
    }

    private static Path value(List<String> arguments, int at, String option) {
        if (at >= arguments.size()) {
            throw new IllegalArgumentException(TEXTS.get("usage.value", option));
        }
        return Path.of(arguments.get(at));
    }
}
