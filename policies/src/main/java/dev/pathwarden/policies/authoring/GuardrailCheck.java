package dev.pathwarden.policies.authoring;

import dev.pathwarden.policies.compiler.Compilation;
import dev.pathwarden.policies.compiler.GuardrailCompiler;
import dev.pathwarden.policies.guardrail.GuardrailSource;
import dev.pathwarden.policies.guardrail.Problem;
import dev.pathwarden.policies.lint.Finding;
import dev.pathwarden.policies.lint.Lint;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Tells what is wrong with guardrail files, or probably not meant, in the order of {@code policy lint}, and repairs what can be repaired for certain. Pure. */
public final class GuardrailCheck {

    /** More repairs of one check are not tried: each compiles its file. */
    private static final int MOST_TRIED = 40;
    /** More is not repaired in one file at once. */
    private static final int MOST_REPAIRED = 200;

    /**
     * Something that is told.
     *
     * @param problem what and where
     * @param fix what repairs it, tried: with it the file has this problem no more, no other one that would keep a guardrail from being used, and all guardrails it had; null where there is none
     */
    public record Told(Problem problem, QuickFix fix) {
    }

    /**
     * Files that were repaired.
     *
     * @param sources all files, as they are with it
     * @param repaired what was repaired, in the order in which it was, each at the place it had by then
     */
    public record Repaired(List<GuardrailSource> sources, List<Told> repaired) {
        public Repaired {
            sources = List.copyOf(sources);
            repaired = List.copyOf(repaired);
        }
    }

    private final LocalDate today;
    private final Runnable checkpoint;

    /**
     * A check.
     *
     * @param today the day on which is asked which exceptions have ended, in UTC
     * @param checkpoint called now and then; what it throws ends the check
     */
    public GuardrailCheck(LocalDate today, Runnable checkpoint) {
        this.today = today;
        this.checkpoint = checkpoint;
    }

    /** What is told of files. */
    public List<Told> of(List<GuardrailSource> sources) {
        return of(sources, GuardrailCompiler.compile(sources));
    }

    /**
     * As {@link #of(List)}, for files that were compiled before.
     *
     * @param compilation what came of that
     */
    public List<Told> of(List<GuardrailSource> sources, Compilation compilation) {
        checkpoint.run();
        List<Finding> findings = Lint.findings(compilation, today);
        Map<String, GuardrailSource> byName = sources.stream().collect(Collectors.toMap(GuardrailSource::name, source -> source, (one, other) -> one));
        Map<String, State> states = new HashMap<>();
        List<Told> told = new ArrayList<>();
        int tried = 0;
        for (Finding finding : findings) {
            GuardrailSource source = byName.get(finding.problem().source());
            Optional<QuickFix> fix = source == null || tried >= MOST_TRIED ? Optional.empty() : QuickFix.of(source.text(), finding);
            if (fix.isPresent()) {
                tried++;
                checkpoint.run();
                State before = states.computeIfAbsent(source.name(), name -> state(source));
                fix = fix.filter(each -> repairs(finding, each, before, state(new GuardrailSource(source.name(), each.in(source.text()), source.lists()))));
            }
            told.add(new Told(finding.problem(), fix.orElse(null)));
        }
        return List.copyOf(told);
    }

    /** Repairs all of the files that can be repaired for certain, one thing after the other, since one can stand in the way of another. */
    public Repaired repair(List<GuardrailSource> sources) {
        List<GuardrailSource> now = new ArrayList<>(sources);
        List<Told> repaired = new ArrayList<>();
        for (int i = 0; i < now.size(); i++) {
            int most = repaired.size() + MOST_REPAIRED;
            for (Optional<Told> next = next(now.get(i)); next.isPresent() && repaired.size() < most; next = next(now.get(i))) {
                GuardrailSource before = now.get(i);
                now.set(i, new GuardrailSource(before.name(), next.get().fix().in(before.text()), before.lists()));
                repaired.add(next.get());
            }
        }
        return new Repaired(now, repaired);
    }

    private Optional<Told> next(GuardrailSource source) {
        return of(List.of(source)).stream().filter(told -> told.fix() != null).findFirst();
    }

    /** What is told of one text, and which guardrails of it can be used. */
    private record State(String text, List<Problem> errors, List<Problem> others, Set<String> usable) {
    }

    private State state(GuardrailSource source) {
        Compilation compilation = GuardrailCompiler.compile(List.of(source));
        Map<Boolean, List<Problem>> told = Lint.findings(compilation, today).stream().map(Finding::problem).collect(Collectors.partitioningBy(problem -> problem.severity() == Problem.Severity.ERROR));
        return new State(source.text(), told.get(true), told.get(false), new HashSet<>(compilation.bundle().guardrails().stream().map(guardrail -> guardrail.id()).toList()));
    }

    private static boolean repairs(Finding finding, QuickFix fix, State before, State after) {
        String message = finding.problem().message();
        boolean error = finding.problem().severity() == Problem.Severity.ERROR;
        boolean gone = error ? count(before.errors(), message) > count(after.errors(), message) : count(before.others(), message) > count(after.others(), message);
        // Behind one mistake another can come to light, and a guardrail that can be used only now may be warned of: that is no reason to leave it broken.
        boolean worse = error ? after.errors().stream().anyMatch(now -> count(before.errors(), now.message()) == 0 && fix.covers(after.text(), now)) : after.errors().size() > before.errors().size() || after.others().size() >= before.others().size();
        return gone && !worse && after.usable().containsAll(before.usable());
    }

    private static long count(List<Problem> problems, String message) {
        return problems.stream().filter(problem -> problem.message().equals(message)).count();
    }
}
