package dev.pathwarden.policies.judge;

import dev.pathwarden.model.casefile.Subject;
import dev.pathwarden.model.step.RunId;
import dev.pathwarden.policies.draft.Draft;
import dev.pathwarden.policies.draft.DraftClause;
import dev.pathwarden.policies.draft.Drafting;
import dev.pathwarden.policies.dryrun.SeenStep;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Clauses that let good work go on which a guardrail stops.
 *
 * @param clauses those that help, the best first; their figures are those on the steps that they were found in
 * @param heldOut what to expect of such a clause on steps that it was not found in; null where too few runs have judged steps that are stopped
 */
public record Tightenings(List<Tightening> clauses, HeldOut heldOut) {

    /** With fewer runs in which judged steps are stopped, or fewer of them with good work among these, nothing is held out. */
    static final int FEWEST_RUNS = 4;
    static final int FEWEST_WRONG = 2;
    private static final int MOST_PARTS = 10;
    private static final int MOST_STEPS = 200;
    private static final int MOST_TRIED = 80;
    /** Of one part; the parts have most of them in common. */
    private static final int MOST_TRIED_OF_PART = 20;

    public Tightenings {
        clauses = List.copyOf(clauses);
    }

    /**
     * Looks for clauses: what the steps have in common that are stopped rightly, and the opposite of what those have in common that are stopped wrongly.
     *
     * @param between is called before each clause is tried; what it throws ends the work
     */
    public static Tightenings of(Judge judge, WrittenGuardrail written, Runnable between) {
        return new Search(judge, written, between).all();
    }

    /** One search; what a clause comes to is found once. */
    private static final class Search {

        private final Judge judge;
        private final WrittenGuardrail written;
        private final Runnable between;
        private final Stopped now;
        private final Map<Subject, SeenStep> seen = new HashMap<>();
        private final Map<String, Optional<Tried>> tried = new HashMap<>();

        /** What came of a clause. */
        private record Tried(String text, Set<Subject> stopped) {
        }

        private Search(Judge judge, WrittenGuardrail written, Runnable between) {
            this.judge = judge;
            this.written = written;
            this.between = between;
            now = judge.stopped(written.alone());
        }

        private Tightenings all() {
            if (now.figures().wrongStops() == 0) {
                return new Tightenings(List.of(), null);
            }
            judge.seen((subject, right) -> now.steps().contains(subject)).forEach(step -> seen.put(new Subject(step.step().run(), step.step().id()), step));
            return new Tightenings(best(judge.set(), MOST_TRIED), heldOut());
        }

        /** Clauses found in judged steps, and measured on them. */
        private List<Tightening> best(JudgedSet on, int most) {
            Figures before = Figures.of(on, now.steps());
            Set<String> clauses = new LinkedHashSet<>();
            conditions(on, true).forEach(clauses::add);
            conditions(on, false).forEach(condition -> clauses.add("!(" + condition + ")"));
            List<Tightening> helping = new ArrayList<>();
            for (String clause : clauses.stream().limit(most).toList()) {
                tried(clause).map(each -> new Tightening(clause, Figures.of(on, each.stopped()), each.text())).filter(each -> each.helps(before)).ifPresent(helping::add);
            }
            helping.sort(Tightening.BEST);
            return helping;
        }

        private Optional<Tried> tried(String clause) {
            Optional<Tried> known = tried.get(clause);
            if (known == null) {
                between.run();
                known = Tightening.written(written, clause).map(with -> new Tried(with.source().text(), judge.stopped(with.alone()).steps()));
                tried.put(clause, known);
            }
            return known;
        }

        private List<String> conditions(JudgedSet on, boolean right) {
            List<SeenStep> steps = new ArrayList<>();
            for (JudgedRun run : on.runs()) {
                run.right().forEach((step, is) -> {
                    SeenStep found = is == right ? seen.get(new Subject(run.run().run().id(), step)) : null;
                    if (found != null && steps.size() < MOST_STEPS) {
                        steps.add(found);
                    }
                });
            }
            List<String> conditions = new ArrayList<>();
            for (Draft draft : steps.isEmpty() ? List.<Draft>of() : Drafting.of(steps)) {
                for (DraftClause clause : draft.clauses()) {
                    for (int choice = 0; choice < clause.choices().size(); choice++) {
                        conditions.add(clause.condition(choice));
                    }
                }
            }
            return conditions;
        }

        private HeldOut heldOut() {
            List<RunId> stopped = new ArrayList<>();
            int wrong = 0;
            for (JudgedRun run : judge.set().runs()) {
                Figures figures = Figures.of(judge.set().only(Set.of(run.run().run().id())), now.steps());
                if (figures.rightStops() + figures.wrongStops() > 0) {
                    stopped.add(run.run().run().id());
                }
                wrong += figures.wrongStops() > 0 ? 1 : 0;
            }
            if (stopped.size() < FEWEST_RUNS || wrong < FEWEST_WRONG) {
                return null;
            }
            int parts = Math.min(MOST_PARTS, stopped.size());
            // Runs in which nothing is stopped teach nothing, and no clause changes anything in them.
            Set<RunId> others = new HashSet<>(judge.set().runs().stream().map(run -> run.run().run().id()).toList());
            stopped.forEach(others::remove);
            Figures sum = Figures.of(judge.set().only(others), now.steps());
            for (int part = 0; part < parts; part++) {
                Set<RunId> out = new HashSet<>();
                for (int i = part; i < stopped.size(); i += parts) {
                    out.add(stopped.get(i));
                }
                Set<Subject> then = best(judge.set().without(out), MOST_TRIED_OF_PART).stream().findFirst().flatMap(best -> tried(best.clause())).map(Tried::stopped).orElse(now.steps());
                sum = sum.and(Figures.of(judge.set().only(out), then));
            }
            return new HeldOut(sum, parts, stopped.size());
        }
    }
}
