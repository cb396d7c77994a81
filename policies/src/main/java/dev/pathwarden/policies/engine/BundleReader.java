package dev.pathwarden.policies.engine;

import com.google.re2j.PatternSyntaxException;
import dev.pathwarden.model.step.Action;
import dev.pathwarden.model.step.Field;
import dev.pathwarden.model.step.Mode;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.policies.novelty.Habits;
import dev.pathwarden.policies.tool.ToolEntry;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads a bundle as {@link BundleFormat} says, from bytes that may be anything. */
final class BundleReader {

    private static final int MAX_NANOS = 999_999_999;

    private final BundleBytes in;
    private final boolean withOptions;
    private final boolean withParts;
    private final boolean withExceptions;
    private final boolean withStages;
    private final int lastTag;
    private int lets;
    private int slots;
    private int textLength;
    private List<ToolEntry> tools = List.of();
    private Habits habits = Habits.NONE;

    private BundleReader(byte[] bytes) {
        byte version = bytes[BundleFormat.MAGIC.length];
        this.withOptions = version > BundleFormat.VERSION_WITHOUT_OPTIONS;
        this.lastTag = version > BundleFormat.VERSION_WITHOUT_OPERATORS ? BundleFormat.PAST : BundleFormat.FOLD;
        this.withParts = version > BundleFormat.VERSION_WITHOUT_PARTS;
        this.withExceptions = version > BundleFormat.VERSION_WITHOUT_EXCEPTIONS;
        this.withStages = version > BundleFormat.VERSION_WITHOUT_STAGES;
        this.in = new BundleBytes(bytes);
    }

    /**
     * What a bundle holds.
     *
     * @param tools what it says of tools
     * @param habits what it says of agents
     */
    record Contents(List<Guardrail> guardrails, List<ToolEntry> tools, Habits habits) {
    }

    static Contents read(byte[] bytes) throws BundleException {
        check(bytes);
        BundleReader reader = new BundleReader(bytes);
        try {
            reader.in.readTexts();
            List<Guardrail> guardrails = reader.in.list(reader::guardrail);
            if (reader.withParts) {
                reader.parts();
            }
            if (!reader.in.atEnd()) {
                throw reader.in.damaged("something follows the last " + (reader.withParts ? "part" : "guardrail"));
            }
            checkOperators(guardrails, reader.in);
            return new Contents(guardrails, reader.tools, reader.habits);
        } catch (IllegalArgumentException | DateTimeException | ArithmeticException | IndexOutOfBoundsException wrong) {
            throw reader.in.damaged(String.valueOf(wrong.getMessage()));
        }
    }

    private static void checkOperators(List<Guardrail> guardrails, BundleBytes in) throws BundleException {
        Set<Expr.Past> all = new HashSet<>();
        for (Guardrail guardrail : guardrails) {
            Set<Expr.Past> own = guardrail.operators();
            all.addAll(own);
            if (own.size() > Expr.Past.MOST_OF_A_GUARDRAIL || all.size() > Expr.Past.MOST_OF_A_BUNDLE) {
                throw in.damaged("it has more operators over earlier steps than a bundle may have");
            }
        }
    }

    private static void check(byte[] bytes) throws BundleException {
        if (bytes.length < BundleFormat.MAGIC.length || !Arrays.equals(bytes, 0, BundleFormat.MAGIC.length, BundleFormat.MAGIC, 0, BundleFormat.MAGIC.length)) {
            throw new BundleException("This file is no bundle of guardrails. Make one with 'pathwarden policy bundle'.");
        }
        if (bytes.length > BundleFormat.MAX_BYTES) {
            throw new BundleException("This bundle is too large: bytes=" + bytes.length + ", most=" + BundleFormat.MAX_BYTES + ".");
        }
        if (bytes.length < BundleFormat.BODY) {
            throw new BundleException("This bundle is cut short: bytes=" + bytes.length + ". Bundle the guardrails again.");
        }
        int version = bytes[BundleFormat.MAGIC.length];
        if (version < BundleFormat.VERSION_WITHOUT_OPTIONS || version > BundleFormat.VERSION) {
            throw new BundleException("This bundle has a format this version of Pathwarden cannot read: found=" + version + ", readable=" + BundleFormat.VERSION_WITHOUT_OPTIONS + " to " + BundleFormat.VERSION
                    + ". Bundle the guardrails again with this version.");
        }
        byte[] digest = BundleFormat.digest(bytes, BundleFormat.BODY);
        if (!Arrays.equals(bytes, BundleFormat.DIGEST, BundleFormat.BODY, digest, 0, digest.length)) {
            throw new BundleException("This bundle is damaged or cut short: its checksum does not match. Bundle the guardrails again.");
        }
    }

    private void parts() throws BundleException {
        String before = "";
        for (int left = in.number(BundleFormat.MAX_PARTS); left > 0; left--) {
            String name = in.text();
            if (name.compareTo(before) <= 0) {
                throw in.damaged("the part '" + name + "' is out of its order");
            }
            switch (name) {
                case BaselinePart.NAME -> habits = BaselinePart.read(in);
                case ToolsPart.NAME -> tools = ToolsPart.read(in);
                default -> throw new BundleException("This bundle has the part '" + name + "', which this version of Pathwarden does not know. Bundle the guardrails again with this version.");
            }
            before = name;
        }
    }

    private Guardrail guardrail() throws BundleException {
        String id = in.text();
        String version = in.text();
        String title = in.text();
        String severity = in.text();
        List<String> tags = in.list(in::text);
        Set<Operation> operations = EnumSet.noneOf(Operation.class);
        operations.addAll(in.list(() -> in.constant(Operation::of, "operation")));
        Action action = in.constant(Action::of, "action");
        Mode mode = in.constant(Mode::of, "mode");
        OnFault onFault = in.constant(OnFault::of, "onFault");
        ActionOptions options = withOptions ? options() : ActionOptions.DEFAULT;
        lets = 0;
        List<Guardrail.Let> named = in.list(this::let);
        Condition when = condition();
        List<Guardrail.Except> exceptions = withExceptions ? in.list(this::except) : List.of();
        Stage stage = withStages && in.number(1) == 1 ? StageBytes.read(in) : null;
        Message message = new Message(in.list(this::piece));
        return new Guardrail(id, version, title, severity, tags, operations, named, when, exceptions, action, options, mode, stage, onFault, message);
    }

    private ActionOptions options() throws BundleException {
        ActionOptions options = ActionOptions.DEFAULT;
        for (Map.Entry<String, List<String>> option : in.list(() -> Map.entry(in.text(), in.list(in::text)))) {
            options = options.with(option.getKey(), option.getValue());
        }
        return options;
    }

    private Guardrail.Let let() throws BundleException {
        Guardrail.Let let = new Guardrail.Let(in.text(), condition());
        lets++;
        return let;
    }

    private Guardrail.Except except() throws BundleException {
        return new Guardrail.Except(in.text(), condition(), in.text(), in.number(1) == 0 ? null : LocalDate.ofEpochDay(in.fixed()));
    }

    private Message.Piece piece() throws BundleException {
        String text = in.text();
        slots = 0;
        return new Message.Piece(text, in.number(1) == 0 ? null : expr(0));
    }

    private Condition condition() throws BundleException {
        String text = in.text();
        slots = in.number(BundleFormat.MAX_SLOTS);
        textLength = text.length();
        return new Condition(text, part(0), slots);
    }

    private Part part(int depth) throws BundleException {
        int kind = in.number(BundleFormat.PART_CLAUSE);
        int from = in.number(textLength);
        int to = in.number(textLength);
        if (from > to || depth > Expr.MAX_DEPTH) {
            throw in.damaged("a part of a condition does not fit");
        }
        if (kind == BundleFormat.PART_CLAUSE) {
            return new Part.Clause(from, to, expr(0), in.list(this::read));
        }
        List<Part> parts = in.list(() -> part(depth + 1));
        if (parts.isEmpty()) {
            throw in.damaged("a part of a condition is empty");
        }
        return kind == BundleFormat.PART_ALL ? new Part.All(from, to, parts) : new Part.Any(from, to, parts);
    }

    private Part.Read read() throws BundleException {
        int from = in.number(textLength);
        int to = in.number(textLength);
        if (from > to) {
            throw in.damaged("from=" + from + ", to=" + to);
        }
        return new Part.Read(from, to, expr(0));
    }

    private Expr expr(int depth) throws BundleException {
        if (depth > Expr.MAX_DEPTH) {
            throw in.damaged("a condition is nested too deeply");
        }
        int tag = in.number(lastTag);
        return switch (tag) {
            case BundleFormat.LITERAL_NULL -> new Expr.Literal(null);
            case BundleFormat.LITERAL_FALSE -> new Expr.Literal(false);
            case BundleFormat.LITERAL_TRUE -> new Expr.Literal(true);
            case BundleFormat.LITERAL_INT -> new Expr.Literal(in.fixed());
            case BundleFormat.LITERAL_DOUBLE -> new Expr.Literal(Double.longBitsToDouble(in.fixed()));
            case BundleFormat.LITERAL_TEXT -> new Expr.Literal(in.text());
            case BundleFormat.LITERAL_TIMESTAMP -> new Expr.Literal(Instant.ofEpochSecond(in.fixed(), in.number(MAX_NANOS)));
            case BundleFormat.LITERAL_DURATION -> new Expr.Literal(duration());
            case BundleFormat.FIELD_READ -> new Expr.FieldRead(in.constant(Field::of, "field"));
            case BundleFormat.FIELD_RECORDED -> new Expr.FieldRecorded(in.constant(Field::of, "field"));
            case BundleFormat.VARIABLE_READ -> new Expr.VariableRead(in.constant(PathVariable::of, "variable"));
            case BundleFormat.VARIABLE_RECORDED -> new Expr.VariableRecorded(in.constant(PathVariable::of, "variable"));
            case BundleFormat.COUNT -> new Expr.Count(in.constant(Operation::of, "operation"));
            case BundleFormat.LET -> new Expr.Let(in.number(lets - 1));
            case BundleFormat.LOCAL -> new Expr.Local(in.number(slots - 1));
            default -> compound(tag, depth);
        };
    }

    private Duration duration() throws BundleException {
        return Duration.ofSeconds(in.fixed(), in.number(MAX_NANOS));
    }

    private Expr compound(int tag, int depth) throws BundleException {
        int below = depth + 1;
        switch (tag) {
            case BundleFormat.SELECT: {
                String key = in.text();
                return new Expr.Select(expr(below), key);
            }
            case BundleFormat.HAS: {
                String key = in.text();
                return new Expr.Has(expr(below), key);
            }
            case BundleFormat.CALL: {
                Op op = in.constant(Op::of, "operator");
                Expr[] operands = new Expr[op.arity()];
                for (int i = 0; i < operands.length; i++) {
                    operands[i] = expr(below);
                }
                return new Expr.Call(op, List.of(operands));
            }
            case BundleFormat.MATCHES: {
                String pattern = in.text();
                try {
                    Patterns.compile(pattern);
                } catch (PatternSyntaxException invalid) {
                    throw in.damaged("'" + pattern + "' is no pattern");
                }
                return new Expr.Matches(expr(below), pattern);
            }
            case BundleFormat.LIST_OF:
                return new Expr.ListOf(in.list(() -> expr(below)));
            case BundleFormat.MAP_OF: {
                List<Expr> keys = in.list(() -> expr(below));
                Expr[] values = new Expr[keys.size()];
                for (int i = 0; i < values.length; i++) {
                    values[i] = expr(below);
                }
                return new Expr.MapOf(keys, List.of(values));
            }
            case BundleFormat.PAST: {
                PathOperator operator = in.constant(PathOperator::of, "operator");
                List<Expr> atoms = in.list(() -> expr(below));
                return new Expr.Past(operator, atoms, in.number(1) == 0 ? null : duration());
            }
            default: {
                int element = in.number(slots - 1);
                int result = in.number(slots - 1);
                return new Expr.Fold(element, result, expr(below), expr(below), expr(below), expr(below), expr(below));
            }
        }
    }
}
