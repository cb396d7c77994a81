package dev.pathwarden.policies.engine;

import dev.pathwarden.model.step.Action;
import dev.pathwarden.model.step.Decision;
import dev.pathwarden.model.step.Field;
import dev.pathwarden.model.step.Mode;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.Step;
import dev.pathwarden.model.step.Verdict;
import dev.pathwarden.policies.novelty.Novelty;
import dev.pathwarden.policies.target.PathFacts;
import dev.pathwarden.policies.tool.ToolCatalogue;
import dev.pathwarden.policies.trust.Asked;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * Decides steps under one bundle. Immutable; threads can share it, and it keeps nothing between steps: what earlier steps leave for later ones is in a {@link PathMemory}.
 *
 * <p>A step is shown only to the guardrails for its operation. It then costs one small frame, one list per set of labels that a
 * condition asks for, and nothing more as long as no guardrail fires.
 */
public final class PolicyEngine {

    private final Bundle bundle;
    private final Mode forced;
    private final Rule[][] rules = new Rule[Operation.values().length][];
    private final List<Asked> asked = new ArrayList<>();
    private final List<List<Field>> ofNovelty = new ArrayList<>();
    private final Map<String, ActionOptions> options = new HashMap<>();
    private final Monitors monitors;
    private final ToolCatalogue tools;
    private final Novelty novelty;
    private final int slots;
    private final int lets;

    /**
     * An engine for a bundle.
     *
     * @param bundle the guardrails
     * @param forced the mode of all guardrails; null where each keeps its own. Of one that is being rolled out its stage decides, unless all are only to be recorded
     */
    public PolicyEngine(Bundle bundle, Mode forced) {
        this.bundle = bundle;
        this.forced = forced;
        this.monitors = Monitors.of(bundle.guardrails());
        this.tools = new ToolCatalogue(bundle.tools());
        this.novelty = Novelty.of(bundle.habits());
        List<Rule> all = new ArrayList<>();
        Map<Rule, Set<Field>> shown = new IdentityHashMap<>();
        int mostSlots = 0;
        int mostLets = 0;
        for (Guardrail guardrail : bundle.guardrails()) {
            Rule rule = new Rule(guardrail, monitors);
            all.add(rule);
            shown.put(rule, guardrail.fieldsShown());
            options.put(guardrail.id(), guardrail.options());
            mostSlots = Math.max(mostSlots, rule.slots());
            mostLets = Math.max(mostLets, guardrail.lets().size());
        }
        slots = mostSlots;
        lets = mostLets;
        for (Operation operation : Operation.values()) {
            rules[operation.ordinal()] = all.stream().filter(rule -> rule.guardrail().operations().contains(operation)).toArray(Rule[]::new);
            Set<Field> fields = EnumSet.noneOf(Field.class);
            for (Rule rule : rules[operation.ordinal()]) {
                fields.addAll(shown.get(rule));
            }
            asked.add(asked(rules[operation.ordinal()], fields));
            ofNovelty.add(fields.stream().filter(Field::isOfNovelty).toList());
        }
    }

    /** The guardrails this engine decides under. */
    public Bundle bundle() {
        return bundle;
    }

    /** What each tool does, as the bundle says or else its name. */
    public ToolCatalogue tools() {
        return tools;
    }

    /** The mode that is forced on all guardrails; null where each keeps its own. */
    public Mode forced() {
        return forced;
    }

    /** How the guardrail of that id wants its action to be done; what holds where nothing is said, for an id that is not in the bundle. */
    public ActionOptions options(String guardrail) {
        return options.getOrDefault(guardrail, ActionOptions.DEFAULT);
    }

    /** Whether any guardrail is for that operation. */
    public boolean applies(Operation operation) {
        return rules[operation.ordinal()].length > 0;
    }

    /** Whether a step of that operation is shown to any guardrail, or to operators over earlier steps. */
    public boolean concerns(Operation operation) {
        return applies(operation) || monitors.watches(operation);
    }

    private static Asked asked(Rule[] rules, Set<Field> fields) {
        Set<String> arguments = new HashSet<>();
        boolean labels = false;
        for (Rule rule : rules) {
            arguments.addAll(rule.guardrail().argumentsTraced());
            labels |= rule.guardrail().readsProvenance();
        }
        return new Asked(fields.stream().filter(field -> field.isTold() && !field.isOfNovelty()).toList(), labels, arguments, fields.contains(Field.ARGUMENT_ROLES));
    }

    /** What guardrails for that operation read that a step does not carry unless it is asked for. */
    public Asked asked(Operation operation) {
        return asked.get(operation.ordinal());
    }

    /** The fields that guardrails for that operation read and that are {@link Field#isOfNovelty of novelty}, in the order of the field table. */
    public List<Field> ofNovelty(Operation operation) {
        return ofNovelty.get(operation.ordinal());
    }

    /** What is new of agents, by what the bundle says of them. */
    public Novelty novelty() {
        return novelty;
    }

    Monitors monitors() {
        return monitors;
    }

    /** What the guardrails say of a step that is the first of its run, as {@link #evaluate(Step, PathFacts, Recall)}. */
    public Evaluation evaluate(Step step, PathFacts path) {
        return evaluate(step, path, Recall.OF_NOTHING);
    }

    /**
     * What the guardrails say of a step.
     *
     * <p>Throws nothing for a step or path it cannot cope with: the guardrail concerned is then not evaluated, and its
     * {@link OnFault} says what that means for the step.
     *
     * @param recall of this engine and the step's run; the step is noted in it and has not joined
     */
    public Evaluation evaluate(Step step, PathFacts path, Recall recall) {
        Rule[] applicable = rules[step.operation().ordinal()];
        boolean watched = monitors.watches(step.operation()) && recall.remembers();
        if (applicable.length == 0 && !watched) {
            return Evaluation.NONE;
        }
        Frame frame = new Frame(step, path, recall, slots, lets);
        Evaluation evaluation = ask(applicable, frame);
        if (watched) {
            note(frame, evaluation.verdicts());
        }
        return evaluation;
    }

    /**
     * Hands over each guardrail that is for a step, with what asks it of the step as {@link #evaluate(Step, PathFacts, Recall)} does, but alone: what others have found in the step is not there. What is said is dropped and nothing is noted.
     *
     * @param recall of this engine and the step's run; the step has not joined
     */
    public void askEach(Step step, PathFacts path, Recall recall, BiConsumer<Guardrail, Runnable> each) {
        for (Rule rule : rules[step.operation().ordinal()]) {
            Rule[] alone = {rule};
            Frame frame = new Frame(step, path, recall, slots, lets);
            each.accept(rule.guardrail(), () -> ask(alone, frame));
        }
    }

    /**
     * Notes in a recall what operators over earlier steps will see of a step that is not to be evaluated.
     *
     * @param verdicts what was said of it
     */
    public void note(Step step, PathFacts path, Recall recall, List<Verdict> verdicts) {
        if (monitors.watches(step.operation()) && recall.remembers()) {
            note(new Frame(step, path, recall, slots, lets), verdicts);
        }
    }

    /** A step that goes on without some of its words is remembered without its arguments: the words are gone from the record, and a dry run must see what was seen live. */
    private void note(Frame frame, List<Verdict> verdicts) {
        boolean redacted = verdicts.stream().anyMatch(verdict -> verdict.mode() == Mode.ENFORCE && verdict.action() == Action.REDACT);
        monitors.note(redacted ? new Frame(frame.step.toBuilder().arguments(Map.of()).build(), frame.path, frame.recall, slots, lets) : frame);
    }

    /** A stage says more than a mode that is forced, unless that mode lets all go on: to enforce everything is no reason to enforce what is only being tried. */
    private Mode mode(Guardrail guardrail, Degree degree) {
        if (degree != null) {
            return forced == Mode.AUDIT ? forced : degree.mode();
        }
        return forced == null ? guardrail.mode() : forced;
    }

    private Evaluation ask(Rule[] applicable, Frame frame) {
        List<Verdict> verdicts = null;
        List<Decision.NotEvaluated> notEvaluated = null;
        for (Rule rule : applicable) {
            Guardrail guardrail = rule.guardrail();
            Degree degree = guardrail.degree(frame.step);
            if (degree == Degree.OFF) {
                continue;
            }
            Object value = rule.evaluate(frame);
            if (value == Boolean.FALSE) {
                continue;
            }
            Mode mode = mode(guardrail, degree);
            if (value instanceof Fault fault) {
                notEvaluated = notEvaluated == null ? new ArrayList<>() : notEvaluated;
                notEvaluated.add(new Decision.NotEvaluated(guardrail.id(), fault.sentence()));
                if (fault.isMissing() || guardrail.onFault() == OnFault.ALLOW) {
                    continue;
                }
                verdicts = verdicts == null ? new ArrayList<>() : verdicts;
                Verdict excepted = rule.excepted(frame, mode);
                verdicts.add(excepted != null ? excepted : rule.verdict(frame, fault, degree, mode));
            } else if (guardrail.action() != Action.ALLOW) {
                verdicts = verdicts == null ? new ArrayList<>() : verdicts;
                Verdict excepted = rule.excepted(frame, mode);
                verdicts.add(excepted != null ? excepted : rule.verdict(frame, degree, mode));
            }
        }
        return verdicts == null && notEvaluated == null ? Evaluation.NONE
                : new Evaluation(verdicts == null ? List.of() : verdicts, notEvaluated == null ? List.of() : notEvaluated);
    }
}
