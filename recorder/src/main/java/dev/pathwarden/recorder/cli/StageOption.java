package dev.pathwarden.recorder.cli;

import dev.pathwarden.policies.engine.Degree;
import dev.pathwarden.policies.engine.Stage;
import dev.pathwarden.policies.rollout.RolloutPlan;
import dev.pathwarden.policies.rollout.SeenAgents;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** The stages of a roll-out as a command line names them. */
final class StageOption {

    private static final int MOST_OFFERED = 20;
    private static final long NANOS = 1_000_000_000L;

    @Option(names = "--stage", paramLabel = "STAGE",
            description = "A stage, in their order: audit, hold or enforce, and behind it what it is bounded by, as in 'audit,for=7d,then=off', 'hold,agents=reporter+mailer' or 'enforce,share=10,others=audit'. The time counts from now; share is of 100 runs; agents are named as in the snapshots, or by their ids. "
                + "The last one is enforce, for all (default: audit, hold, enforce).")
    private List<String> stages = List.of();

    /** The stages, of which times are counted from then, with agents as they are named here in the place of ids. */
    List<Stage> named(Instant now) {
        return stages(now, (text, agent) -> Set.of(agent));
    }

    /**
     * The stages, of which times are counted from then.
     *
     * @param seen the agents that can be named
     */
    List<Stage> stages(Instant now, SeenAgents seen) {
        return stages(now, (text, agent) -> seen.ids(agent).orElseThrow(() -> unknown(text, agent, seen)));
    }

    private List<Stage> stages(Instant now, BiFunction<String, String, Set<String>> ids) {
        return stages.isEmpty() ? RolloutPlan.USUAL : stages.stream().map(text -> stage(text, now, agent -> ids.apply(text, agent))).toList();
    }

    private static CommandException unknown(String text, String agent, SeenAgents seen) {
        String there = seen.byName().keySet().stream().limit(MOST_OFFERED).collect(Collectors.joining(", "));
        return wrong(text, "no agent is called '" + agent + "' in the snapshots" + (there.isEmpty() ? ", in which no agent acts" : ", in which " + there + (seen.byName().size() > MOST_OFFERED ? " and others act" : seen.byName().size() == 1 ? " acts" : " act"))
                + "; name one of these, an id, or a snapshot in which it acted");
    }

    private static Stage stage(String text, Instant now, Function<String, Set<String>> ids) {
        String[] words = text.split(",", -1);
        Degree degree = degree(words[0], text);
        Degree others = Degree.AUDIT;
        Degree then = null;
        Set<String> agents = new TreeSet<>();
        int share = Stage.WHOLE;
        Long until = null;
        for (String word : Arrays.asList(words).subList(1, words.length)) {
            int equals = word.indexOf('=');
            String value = word.substring(equals + 1);
            switch (equals < 0 ? word : word.substring(0, equals)) {
                case "for" -> {
                    until = end(now, Amount.age("for= of --stage", value), text);
                }
                case "then" -> then = degree(value, text);
                case "others" -> others = degree(value, text);
                case "agents" -> List.of(value.split("[+]", -1)).forEach(agent -> agents.addAll(ids.apply(agent)));
                case "share" -> share = share(value, text);
                default -> throw wrong(text, "it has no '" + word + "'; there are for=AGE, then=off|enforce, agents=NAME+ID, share=N and others=off|audit|hold");
            }
        }
        if ((until == null) != (then == null)) {
            throw wrong(text, "for=AGE and then=off or then=enforce belong together: what is done when the time is over");
        }
        try {
            return new Stage(degree, others, agents, share, until, then == null ? degree : then);
        } catch (IllegalArgumentException outOfBounds) {
            throw wrong(text, outOfBounds.getMessage());
        }
    }

    private static long end(Instant now, Duration length, String text) {
        try {
            return Math.multiplyExact(now.plus(length).getEpochSecond(), NANOS);
        } catch (ArithmeticException tooLate) {
            throw wrong(text, "it would end after the year 2262, which is as far as times are counted");
        }
    }

    private static Degree degree(String word, String text) {
        return Degree.of(word).orElseThrow(() -> wrong(text, "'" + word + "' is none of off, audit, hold and enforce"));
    }

    private static int share(String number, String text) {
        if (!number.matches("[0-9]{1,3}") || Integer.parseInt(number) < 1 || Integer.parseInt(number) > Stage.WHOLE) {
            throw wrong(text, "a share is from 1 to " + Stage.WHOLE + " of 100 runs");
        }
        return Integer.parseInt(number);
    }

    private static CommandException wrong(String text, String why) {
        return new CommandException(ExitCode.USAGE, "--stage '" + text + "' cannot be read: " + why + ".");
    }
}
