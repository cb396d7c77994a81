package dev.pathwarden.recorder.cli;

import dev.pathwarden.model.step.Run;
import dev.pathwarden.policies.evaluate.RunLabel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/** Sets of runs that conditions can be about: those of snapshots that are given a name, and those that are labelled as attacked or not. */
final class RunSetOption {

    /** Runs that are labelled as not attacked, whether their task was solved or not. */
    static final String CLEAN = "clean";
    /** Runs that are labelled as attacked, whether the attack came to its goal or not. */
    static final String ATTACKED = "attacked";

    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,63}");

    @Option(names = "--set", paramLabel = "NAME=SNAPSHOT",
            description = "Read that snapshot too, and call its runs so in --fail-on, as in 'newBlocks > 0 on clean'. May be given several times. "
                    + "clean and attacked are also all runs labelled so (label.attack, as for evaluate), wherever they are.")
    private List<String> written = List.of();

    /** A snapshot whose runs are in a set. */
    private record Named(String set, Path snapshot) {
    }

    /**
     * Refuses what is not written so.
     *
     * @throws CommandException if one of them has no name or no snapshot
     */
    void requireWellFormed() {
        named();
    }

    private List<Named> named() {
        List<Named> named = new ArrayList<>();
        for (String one : written) {
            int sign = one.indexOf('=');
            String name = sign < 0 ? one : one.substring(0, sign);
            if (sign < 0 || sign == one.length() - 1 || !NAME.matcher(name).matches()) {
                throw new CommandException(ExitCode.USAGE, "--set " + one + " names no set: write a name of letters, digits, hyphens and underscores, = and a snapshot, such as clean=runs/clean.");
            }
            named.add(new Named(name, Path.of(one.substring(sign + 1))));
        }
        return named;
    }

    /** Names of all sets. */
    Set<String> names() {
        Set<String> names = new TreeSet<>(Set.of(CLEAN, ATTACKED));
        named().forEach(one -> names.add(one.set));
        return names;
    }

    /** The snapshots that are to be read, each once: the given ones, then those that are only in a set. */
    List<Path> with(List<Path> snapshots) {
        List<Path> all = new ArrayList<>(snapshots);
        named().forEach(one -> all.add(one.snapshot));
        return NamedSnapshots.once(all);
    }

    /** Names of the sets that a run of that snapshot is in. */
    Set<String> of(Path snapshot, Run run) {
        Set<String> sets = new TreeSet<>();
        named().stream().filter(one -> NamedSnapshots.real(one.snapshot).equals(NamedSnapshots.real(snapshot))).forEach(one -> sets.add(one.set));
        RunLabel.of(run.attributes()).ifPresent(label -> sets.add(label.attacked() ? ATTACKED : CLEAN));
        return sets;
    }
}
