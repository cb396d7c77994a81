package dev.pathwarden.policies.lint;

import dev.pathwarden.model.step.Action;
import dev.pathwarden.model.step.Field;
import dev.pathwarden.model.step.Mode;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.policies.compiler.Compilation;
import dev.pathwarden.policies.engine.ActionOptions;
import dev.pathwarden.policies.engine.AtomOperations;
import dev.pathwarden.policies.engine.Condition;
import dev.pathwarden.policies.engine.Expr;
import dev.pathwarden.policies.engine.Guardrail;
import dev.pathwarden.policies.engine.Message;
import dev.pathwarden.policies.engine.OnFault;
import dev.pathwarden.policies.engine.Op;
import dev.pathwarden.policies.engine.Part;
import dev.pathwarden.policies.engine.SandboxOptions;
import dev.pathwarden.policies.guardrail.GuardrailDocument;
import dev.pathwarden.policies.guardrail.LocatedText;
import dev.pathwarden.policies.guardrail.Problem;
import dev.pathwarden.policies.guardrail.WrittenException;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Warns of guardrails that compile and probably do not do what their author meant. */
public final class Lint {

    /** Operations of which a recorder can change the arguments and the result. */
    private static final Set<Operation> REDACTABLE = EnumSet.of(Operation.TOOL_CALL, Operation.MCP_CALL);

    /** More parts of one condition are not compared with each other, each with each. */
    private static final int MOST_COMPARED = 40;
    private static final int MOST_QUOTED = 60;

    /** Days before its end on which an exception is told of. */
    private static final int SOON = 30;

    private final Compilation compilation;
    private final List<Finding> warnings = new ArrayList<>();
    private final Map<Operation, String> stopped = new EnumMap<>(Operation.class);

    private final LocalDate today;

    private Lint(Compilation compilation, LocalDate today) {
        this.compilation = compilation;
        this.today = today;
    }

    /**
     * The warnings for guardrails that compiled, in file order.
     *
     * @param today the day on which is asked which exceptions have ended, in UTC
     */
    public static List<Problem> check(Compilation compilation, LocalDate today) {
        return warnings(compilation, today).stream().map(Finding::problem).toList();
    }

    /** All that is told of guardrail files: errors first, then the {@linkplain #check warnings}, then the {@linkplain FieldNotes notes}. */
    public static List<Finding> findings(Compilation compilation, LocalDate today) {
        List<Finding> all = new ArrayList<>(compilation.problems().stream().map(Finding::new).toList());
        all.addAll(warnings(compilation, today));
        FieldNotes.notes(compilation).forEach(note -> all.add(new Finding(note)));
        return all;
    }

    private static List<Finding> warnings(Compilation compilation, LocalDate today) {
        Lint lint = new Lint(compilation, today);
        List<Inlined> inlined = compilation.bundle().guardrails().stream().map(Inlined::new).toList();
        List<Proof> proofs = compilation.bundle().guardrails().stream().map(guardrail -> new Proof(guardrail.operations())).toList();
        List<Proof.Premise> premises = IntStream.range(0, inlined.size()).mapToObj(i -> proofs.get(i).premise(inlined.get(i).when())).toList();
        for (int i = 0; i < inlined.size(); i++) {
            GuardrailDocument document = compilation.documents().get(i);
            Guardrail guardrail = compilation.bundle().guardrails().get(i);
            lint.fields(document, guardrail);
            lint.constant(document, guardrail, inlined.get(i), proofs.get(i));
            lint.exceptions(document, guardrail, inlined.get(i), proofs.get(i), premises.get(i));
            lint.nested(document, guardrail);
            lint.earlierSteps(document, guardrail);
            lint.options(document);
            lint.shadowed(document, i, inlined, premises);
            if (document.tests().isEmpty()) {
                lint.warn(document, "This guardrail has no tests. Give it one step that it stops and one near miss that it lets pass.");
            }
        }
        lint.denyOnly();
        return List.copyOf(lint.warnings);
    }

    private void fields(GuardrailDocument document, Guardrail guardrail) {
        Set<Field> named = EnumSet.noneOf(Field.class);
        each(document, guardrail, (text, condition) -> {
            Set<Field> here = EnumSet.noneOf(Field.class);
            collect(condition.expr(), here);
            here.forEach(field -> neverRecorded(document, guardrail, text, place(condition, field), field, named));
        });
        for (Message.Piece piece : guardrail.message().pieces()) {
            if (piece.expr() instanceof Expr.FieldRead read) {
                neverRecorded(document, guardrail, document.message(), Math.max(0, document.message().text().indexOf("{" + piece.text() + "}")), read.field(), named);
            }
        }
    }

    private void neverRecorded(GuardrailDocument document, Guardrail guardrail, LocatedText text, int offset, Field field, Set<Field> named) {
        if (named.add(field) && guardrail.operations().stream().noneMatch(field::appliesTo)) {
            warn(document, text, offset, "'" + field.read() + "' is never recorded for " + names(guardrail.operations()) + "; it belongs to "
                    + names(EnumSet.allOf(Operation.class).stream().filter(field::appliesTo).collect(Collectors.toSet())) + ". Read another field, or correct 'on'.");
        }
    }

    /** Where a condition reads a field first, or asks whether it was recorded. */
    private static int place(Condition condition, Field field) {
        for (Part.Clause clause : condition.clauses()) {
            for (Part.Read read : clause.reads()) {
                if (read.expr() instanceof Expr.FieldRead value && value.field() == field) {
                    return read.from();
                }
            }
        }
        Matcher name = Pattern.compile("\\b" + field.read().replace(".", "\\s*[.]\\s*") + "\\b").matcher(condition.text());
        return name.find() ? name.start() : 0;
    }

    private void constant(GuardrailDocument document, Guardrail guardrail, Inlined inlined, Proof proof) {
        if (proof.never(inlined.when(), true)) {
            neverTrue(document, guardrail, inlined, proof);
            return;
        }
        if (proof.never(inlined.when(), false)) {
            String where = Constants.neverFails(inlined.when(), proof) ? "" : " on which it can be evaluated";
            String but = guardrail.exceptions().isEmpty() ? "" : " for which no exception holds";
            warn(document, document.when(), 0, "This condition is always true: the guardrail fires on every step of " + names(guardrail.operations()) + where + but + ". Say in it what is not to happen.");
            if (guardrail.action() == Action.BLOCK && guardrail.exceptions().isEmpty()) {
                deniesAll(document, guardrail);
            }
            return;
        }
        eachOfTheCondition(document, guardrail, (text, condition) -> parts(document, text, condition.root(), inlined, proof));
    }

    private void neverTrue(GuardrailDocument document, Guardrail guardrail, Inlined inlined, Proof proof) {
        String effect = guardrail.onFault() == OnFault.DENY ? "the guardrail only denies what it cannot evaluate" : "the guardrail does nothing";
        warn(document, document.when(), 0, "This condition is never true: " + effect + "." + conflict(guardrail.when().root(), guardrail.when().text(), inlined, proof) + " Correct it, or delete the guardrail.");
    }

    /** Which two parts exclude each other, where two alone do. */
    private static String conflict(Part root, String text, Inlined inlined, Proof proof) {
        List<Part> parts = root instanceof Part.All all ? all.parts() : List.of();
        for (int i = 0; i < Math.min(parts.size(), MOST_COMPARED); i++) {
            Expr one = inlined.of(Condition.expr(parts.get(i)));
            for (int j = 0; j < i; j++) {
                if (proof.never(new Expr.Call(Op.AND, List.of(inlined.of(Condition.expr(parts.get(j))), one)), true)) {
                    return proof.never(one, true) ? "" : " " + quoted(text, parts.get(j)) + " and " + quoted(text, parts.get(i)) + " exclude each other.";
                }
            }
        }
        return "";
    }

    private static String quoted(String text, Part part) {
        String words = text.substring(part.from(), part.to()).replaceAll("\\s+", " ");
        return "'" + (words.length() > MOST_QUOTED ? words.substring(0, words.offsetByCodePoints(0, Math.min(MOST_QUOTED - 1, words.codePointCount(0, words.length())))) + "…" : words) + "'";
    }

    /** Warns of the largest parts that cannot change. */
    private void parts(GuardrailDocument document, LocatedText text, Part part, Inlined inlined, Proof proof) {
        Expr expr = inlined.of(Condition.expr(part));
        boolean neverTrue = proof.never(expr, true);
        if (neverTrue || proof.never(expr, false)) {
            // What cannot fail either says nothing beside the others, all of which have to hold.
            Repair repair = !neverTrue && text == document.when() && Constants.neverFails(expr, proof) ? Repair.clause() : null;
            warn(document, text, part.from(), repair, "This part is " + (neverTrue ? "never true" : "always true") + ": " + quoted(text.text(), part) + "."
                    + (neverTrue ? conflict(part, text.text(), inlined, proof) : "") + " Correct it, or take it out.");
        } else if (!(part instanceof Part.Clause)) {
            (part instanceof Part.All all ? all.parts() : ((Part.Any) part).parts()).forEach(each -> parts(document, text, each, inlined, proof));
        }
    }

    /** Exceptions that have ended or soon will, that are for every step or for none, or leave nothing of the guardrail. */
    private void exceptions(GuardrailDocument document, Guardrail guardrail, Inlined inlined, Proof proof, Proof.Premise premise) {
        for (int i = 0; i < guardrail.exceptions().size(); i++) {
            Guardrail.Except except = guardrail.exceptions().get(i);
            WrittenException written = document.exceptions().get(i);
            Expr condition = inlined.of(except.condition().expr());
            String problem = null;
            Repair repair = null;
            if (isOver(except, today)) {
                problem = "This exception ended with " + except.until() + " and holds no more. Delete it, or give it another day.";
                repair = Repair.exception(except.name());
            } else if (proof.never(condition, true)) {
                problem = "This exception is never true and does nothing. Correct it, or delete it.";
                repair = Constants.neverFails(condition, proof) ? Repair.exception(except.name()) : null;
            } else if (proof.never(condition, false) && Constants.neverFails(condition, proof)) {
                problem = "This exception is always true: the guardrail applies to no step" + (except.until() == null ? "" : " up to " + except.until()) + ". Narrow it.";
            } else if (premise.implies(condition)) {
                problem = "This exception holds wherever the condition is true: the guardrail applies to no step" + (except.until() == null ? "" : " up to " + except.until()) + ". Narrow it.";
            } else if (isOver(except, today.plusDays(SOON))) {
                problem = "This exception ends with " + except.until() + ", in " + days(ChronoUnit.DAYS.between(today, except.until()) + 1) + ". See whether it is still needed.";
            }
            if (problem != null) {
                warnings.add(new Finding(new Problem(Problem.Severity.WARNING, document.source(), written.name().line(), written.name().column(), problem), repair));
            }
        }
    }

    private static boolean isOver(Guardrail.Except except, LocalDate day) {
        return except.until() != null && except.until().isBefore(day);
    }

    private static String days(long days) {
        return days == 1 ? "a day" : days + " days";
    }

    private void options(GuardrailDocument document) {
        option(document, "abort", document.options().abort(), Action.BLOCK);
        option(document, "sandbox", !document.options().sandbox().equals(SandboxOptions.STRICT), Action.SANDBOX);
        if (document.action() == Action.SANDBOX && document.on().stream().anyMatch(operation -> operation != Operation.CODE_PROCESS)) {
            warn(document, "Only processes can be run in a sandbox: a step of another operation than code.process is denied. Ask for block or hold there, or take the others out of 'on'.");
        }
        option(document, "redact", !document.options().redact().equals(ActionOptions.DEFAULT.redact()), Action.REDACT);
        if (document.action() == Action.REDACT && !REDACTABLE.containsAll(document.on())) {
            warn(document, "Words can be taken out of tool.call and mcp.call only: a step of another operation is denied. Ask for block or hold there, or put the guardrail on tool.call.");
        }
        option(document, "holdFor", !document.options().holdFor().equals(ActionOptions.DEFAULT.holdFor()), Action.HOLD);
    }

    private void option(GuardrailDocument document, String name, boolean given, Action action) {
        if (given && document.action() != action) {
            warn(document, Repair.option(name), "'" + name + "' says nothing here: it goes with 'action: " + action.text() + "', and this action is " + document.action().text() + ". Take it out, or ask for that action.");
        }
    }

    private void deniesAll(GuardrailDocument document, Guardrail guardrail) {
        for (Operation operation : guardrail.operations()) {
            if (stopped.putIfAbsent(operation, guardrail.id()) == null) {
                warn(document, "With this guardrail every step of " + operation.text() + " is denied, whatever the others say. Narrow its condition.");
            }
        }
    }

    private void nested(GuardrailDocument document, Guardrail guardrail) {
        each(document, guardrail, (text, condition) -> {
            for (Part.Clause clause : condition.clauses()) {
                List<Expr> ranges = nested(clause.expr());
                if (ranges.size() > 1) {
                    warn(document, text, clause.from(), "This goes through " + ranges.stream().map(Lint::name).collect(Collectors.joining(" for each of ")) + ", so its cost is the product of their lengths. "
                            + "All that bounds it is that the guardrail fails after 100,000 elements on a step, and then onFault holds ('" + document.onFault().text()
                            + "'). Ask with 'in' whether a list holds a value, or write the inner list out.");
                }
            }
        });
    }

    private void earlierSteps(GuardrailDocument document, Guardrail guardrail) {
        each(document, guardrail, (text, condition) -> {
            for (Part.Clause clause : condition.clauses()) {
                if (neverHappens(clause.expr())) {
                    warn(document, text, clause.from(), "No step of any operation can make a condition in here true: the operations it names and the fields it reads do not go together. Such an earlier step is never found. "
                            + "Correct the condition, or take it out.");
                }
            }
        });
    }

    /** Whether it asks for an earlier step that no operation can have. */
    private static boolean neverHappens(Expr expr) {
        return expr instanceof Expr.Past past && past.atoms().stream().anyMatch(atom -> AtomOperations.of(atom).isEmpty()) || expr.children().stream().anyMatch(Lint::neverHappens);
    }

    /** The lists that the deepest macros go through whose length the guardrail does not say, the innermost first. */
    private static List<Expr> nested(Expr expr) {
        List<Expr> deepest = List.of();
        List<Expr> inside = expr instanceof Expr.Past past ? past.atoms() : expr instanceof Expr.Fold fold ? List.of(fold.condition(), fold.next()) : expr.children();
        for (Expr child : inside) {
            List<Expr> below = nested(child);
            deepest = below.size() > deepest.size() ? below : deepest;
        }
        if (!(expr instanceof Expr.Fold fold)) {
            return deepest;
        }
        if (!(fold.range() instanceof Expr.ListOf)) {
            deepest = new ArrayList<>(deepest);
            deepest.add(fold.range());
        }
        List<Expr> beside = nested(fold.range());
        return beside.size() > deepest.size() ? beside : deepest;
    }

    private static String name(Expr range) {
        if (range instanceof Expr.FieldRead read) {
            return read.field().read();
        }
        if (range instanceof Expr.VariableRead read) {
            return read.variable().text();
        }
        return range instanceof Expr.Select select && !name(select.operand()).startsWith("a ") ? name(select.operand()) + "." + select.key() : "a list that is made";
    }

    private void shadowed(GuardrailDocument document, int index, List<Inlined> inlined, List<Proof.Premise> premises) {
        for (int other = 0; other < inlined.size(); other++) {
            if (other == index || !covers(other, index, inlined, premises)) {
                continue;
            }
            // Of two that say the same, only the second is told of.
            boolean same = covers(index, other, inlined, premises);
            if (!same || other < index) {
                warn(document, "Whenever this guardrail fires, '" + compilation.bundle().guardrails().get(other).id() + "' fires as well and asks for " + (same ? "the same" : "no less")
                        + ". Delete one of the two, or narrow the other.");
                return;
            }
        }
    }

    /** Whether it is proved that one guardrail fires wherever another does, and asks for no less. */
    private boolean covers(int one, int other, List<Inlined> inlined, List<Proof.Premise> premises) {
        Guardrail wide = compilation.bundle().guardrails().get(one);
        Guardrail narrow = compilation.bundle().guardrails().get(other);
        return wide.exceptions().isEmpty() && wide.operations().containsAll(narrow.operations()) && wide.action().compareTo(narrow.action()) >= 0 && wide.mode().compareTo(narrow.mode()) >= 0
                && (narrow.onFault() == OnFault.ALLOW || wide.onFault() == OnFault.DENY) && wide.options().equals(narrow.options())
                && inlined.get(one).isWhole() && inlined.get(other).isWhole()
                && premises.get(other).implies(inlined.get(one).when());
    }

    /** One warning for a set that can only forbid. */
    private void denyOnly() {
        List<Guardrail> guardrails = compilation.bundle().guardrails();
        if (guardrails.size() > 1 && guardrails.stream().allMatch(guardrail -> guardrail.action() == Action.BLOCK && guardrail.mode() == Mode.ENFORCE)) {
            warn(compilation.documents().get(0), "Every guardrail of this set blocks and is enforced, so what one of them stops by mistake nobody can let pass. Ask for hold where a person can decide, and for "
                    + "alert where that is enough.");
        }
    }

    private interface Visitor {
        void visit(LocatedText text, Condition condition);
    }

    private static void eachOfTheCondition(GuardrailDocument document, Guardrail guardrail, Visitor visitor) {
        guardrail.letsAsked().forEach(let -> visitor.visit(document.let().get(let.name()), let.condition()));
        visitor.visit(document.when(), guardrail.when());
    }

    private static void each(GuardrailDocument document, Guardrail guardrail, Visitor visitor) {
        eachOfTheCondition(document, guardrail, visitor);
        guardrail.exceptions().forEach(except -> visitor.visit(document.condition(except.title()), except.condition()));
    }

    static void collect(Expr expr, Set<Field> found) {
        if (expr instanceof Expr.FieldRead read) {
            found.add(read.field());
        } else if (expr instanceof Expr.FieldRecorded recorded) {
            found.add(recorded.field());
        } else if (expr instanceof Expr.VariableRead read && read.variable().field() != null) {
            found.add(read.variable().field());
        }
        expr.children().forEach(child -> collect(child, found));
    }

    private static String names(Set<Operation> operations) {
        return operations.stream().sorted().map(Operation::text).collect(Collectors.joining(", "));
    }

    private void warn(GuardrailDocument document, String message) {
        warn(document, null, message);
    }

    private void warn(GuardrailDocument document, Repair repair, String message) {
        warnings.add(new Finding(new Problem(Problem.Severity.WARNING, document.source(), document.id().line(), document.id().column(), message), repair));
    }

    private void warn(GuardrailDocument document, LocatedText text, int offset, String message) {
        warn(document, text, offset, null, message);
    }

    private void warn(GuardrailDocument document, LocatedText text, int offset, Repair repair, String message) {
        warnings.add(new Finding(new Problem(Problem.Severity.WARNING, document.source(), text.line(offset), text.column(offset), message), repair));
    }
}
