package dev.pathwarden.policies.engine;

import dev.pathwarden.policies.novelty.Habits;
import dev.pathwarden.policies.tool.ToolEntry;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Writes a bundle as {@link BundleFormat} says. */
final class BundleWriter {

    private final ByteArrayOutputStream behindTexts = new ByteArrayOutputStream();
    private final Map<String, Integer> texts = new LinkedHashMap<>();
    private final byte version;

    private BundleWriter(byte version) {
        this.version = version;
    }

    static byte[] write(List<Guardrail> guardrails, List<ToolEntry> tools, Habits habits) {
        boolean operators = guardrails.stream().anyMatch(guardrail -> !guardrail.operators().isEmpty());
        boolean options = guardrails.stream().anyMatch(guardrail -> !guardrail.options().texts().isEmpty());
        boolean exceptions = guardrails.stream().anyMatch(guardrail -> !guardrail.exceptions().isEmpty());
        boolean stages = guardrails.stream().anyMatch(guardrail -> guardrail.stage() != null);
        BundleWriter writer = new BundleWriter(stages ? BundleFormat.VERSION : exceptions ? BundleFormat.VERSION_WITHOUT_STAGES : !tools.isEmpty() || !habits.isEmpty() ? BundleFormat.VERSION_WITHOUT_EXCEPTIONS : operators ? BundleFormat.VERSION_WITHOUT_PARTS
                : options ? BundleFormat.VERSION_WITHOUT_OPERATORS : BundleFormat.VERSION_WITHOUT_OPTIONS);
        writer.number(guardrails.size());
        guardrails.forEach(writer::guardrail);
        if (writer.version > BundleFormat.VERSION_WITHOUT_PARTS) {
            writer.parts(tools, habits);
        }
        return writer.file();
    }

    private byte[] file() {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(BundleFormat.MAGIC);
        file.write(version);
        file.writeBytes(new byte[BundleFormat.DIGEST_BYTES]);
        varint(file, texts.size());
        for (String text : texts.keySet()) {
            varint(file, text.length());
            text.chars().forEach(unit -> varint(file, unit));
        }
        file.writeBytes(behindTexts.toByteArray());
        byte[] bytes = file.toByteArray();
        System.arraycopy(BundleFormat.digest(bytes, BundleFormat.BODY), 0, bytes, BundleFormat.DIGEST, BundleFormat.DIGEST_BYTES);
        return bytes;
    }

    private void parts(List<ToolEntry> tools, Habits habits) {
        number((tools.isEmpty() ? 0 : 1) + (habits.isEmpty() ? 0 : 1));
        if (!habits.isEmpty()) {
            text(BaselinePart.NAME);
            BaselinePart.write(habits, this);
        }
        if (!tools.isEmpty()) {
            text(ToolsPart.NAME);
            ToolsPart.write(tools, this);
        }
    }

    private void guardrail(Guardrail guardrail) {
        text(guardrail.id());
        text(guardrail.version());
        text(guardrail.title());
        text(guardrail.severity());
        list(guardrail.tags(), this::text);
        list(List.copyOf(guardrail.operations().stream().sorted().toList()), operation -> text(operation.text()));
        text(guardrail.action().text());
        text(guardrail.mode().text());
        text(guardrail.onFault().text());
        if (version != BundleFormat.VERSION_WITHOUT_OPTIONS) {
            list(List.copyOf(guardrail.options().texts().entrySet()), option -> {
                text(option.getKey());
                list(option.getValue(), this::text);
            });
        }
        list(guardrail.lets(), let -> {
            text(let.name());
            condition(let.condition());
        });
        condition(guardrail.when());
        if (version > BundleFormat.VERSION_WITHOUT_EXCEPTIONS) {
            list(guardrail.exceptions(), this::except);
        }
        if (version > BundleFormat.VERSION_WITHOUT_STAGES) {
            number(guardrail.stage() == null ? 0 : 1);
            if (guardrail.stage() != null) {
                StageBytes.write(guardrail.stage(), this);
            }
        }
        list(guardrail.message().pieces(), piece -> {
            text(piece.text());
            number(piece.expr() == null ? 0 : 1);
            if (piece.expr() != null) {
                expr(piece.expr());
            }
        });
    }

    private void except(Guardrail.Except except) {
        text(except.name());
        condition(except.condition());
        text(except.reason());
        number(except.until() == null ? 0 : 1);
        if (except.until() != null) {
            fixed(except.until().toEpochDay());
        }
    }

    private void condition(Condition condition) {
        text(condition.text());
        number(condition.slots());
        part(condition.root());
    }

    private void part(Part part) {
        number(part instanceof Part.All ? BundleFormat.PART_ALL : part instanceof Part.Any ? BundleFormat.PART_ANY : BundleFormat.PART_CLAUSE);
        number(part.from());
        number(part.to());
        if (part instanceof Part.Clause clause) {
            expr(clause.expr());
            list(clause.reads(), read -> {
                number(read.from());
                number(read.to());
                expr(read.expr());
            });
        } else {
            list(part instanceof Part.All all ? all.parts() : ((Part.Any) part).parts(), this::part);
        }
    }

    private void expr(Expr expr) {
        if (expr instanceof Expr.Literal literal) {
            literal(literal.value());
        } else if (expr instanceof Expr.FieldRead read) {
            tagged(BundleFormat.FIELD_READ, read.field().text());
        } else if (expr instanceof Expr.FieldRecorded recorded) {
            tagged(BundleFormat.FIELD_RECORDED, recorded.field().text());
        } else if (expr instanceof Expr.VariableRead read) {
            tagged(BundleFormat.VARIABLE_READ, read.variable().text());
        } else if (expr instanceof Expr.VariableRecorded recorded) {
            tagged(BundleFormat.VARIABLE_RECORDED, recorded.variable().text());
        } else if (expr instanceof Expr.Count count) {
            tagged(BundleFormat.COUNT, count.operation().text());
        } else if (expr instanceof Expr.Let let) {
            number(BundleFormat.LET);
            number(let.index());
        } else if (expr instanceof Expr.Local local) {
            number(BundleFormat.LOCAL);
            number(local.slot());
        } else {
            compound(expr);
        }
    }

    private void compound(Expr expr) {
        if (expr instanceof Expr.Select select) {
            tagged(BundleFormat.SELECT, select.key());
            expr(select.operand());
        } else if (expr instanceof Expr.Has has) {
            tagged(BundleFormat.HAS, has.key());
            expr(has.operand());
        } else if (expr instanceof Expr.Call call) {
            tagged(BundleFormat.CALL, call.op().text());
            call.operands().forEach(this::expr);
        } else if (expr instanceof Expr.Matches matches) {
            tagged(BundleFormat.MATCHES, matches.pattern());
            expr(matches.text());
        } else if (expr instanceof Expr.ListOf list) {
            number(BundleFormat.LIST_OF);
            list(list.elements(), this::expr);
        } else if (expr instanceof Expr.MapOf map) {
            number(BundleFormat.MAP_OF);
            list(map.keys(), this::expr);
            map.values().forEach(this::expr);
        } else if (expr instanceof Expr.Fold fold) {
            number(BundleFormat.FOLD);
            number(fold.element());
            number(fold.result());
            fold.children().forEach(this::expr);
        } else if (expr instanceof Expr.Past past) {
            tagged(BundleFormat.PAST, past.operator().text());
            list(past.atoms(), this::expr);
            number(past.within() == null ? 0 : 1);
            if (past.within() != null) {
                duration(past.within());
            }
        }
    }

    private void literal(Object value) {
        if (value == null) {
            number(BundleFormat.LITERAL_NULL);
        } else if (value instanceof Boolean truth) {
            number(truth ? BundleFormat.LITERAL_TRUE : BundleFormat.LITERAL_FALSE);
        } else if (value instanceof Long whole) {
            number(BundleFormat.LITERAL_INT);
            fixed(whole);
        } else if (value instanceof Double number) {
            number(BundleFormat.LITERAL_DOUBLE);
            fixed(Double.doubleToLongBits(number));
        } else if (value instanceof String text) {
            tagged(BundleFormat.LITERAL_TEXT, text);
        } else if (value instanceof Instant time) {
            number(BundleFormat.LITERAL_TIMESTAMP);
            fixed(time.getEpochSecond());
            number(time.getNano());
        } else if (value instanceof Duration duration) {
            number(BundleFormat.LITERAL_DURATION);
            duration(duration);
        }
    }

    private void duration(Duration duration) {
        fixed(duration.getSeconds());
        number(duration.getNano());
    }

    private void tagged(int tag, String text) {
        number(tag);
        text(text);
    }

    void text(String text) {
        Integer place = texts.putIfAbsent(text, texts.size());
        number(place == null ? texts.size() - 1 : place);
    }

    <T> void list(List<T> values, Consumer<T> each) {
        number(values.size());
        values.forEach(each);
    }

    void number(int value) {
        varint(behindTexts, value);
    }

    void fixed(long value) {
        for (int shift = 56; shift >= 0; shift -= 8) {
            behindTexts.write((int) (value >>> shift));
        }
    }

    private static void varint(ByteArrayOutputStream out, int value) {
        int rest = value;
        while ((rest & ~0x7F) != 0) {
            out.write(rest & 0x7F | 0x80);
            rest >>>= 7;
        }
        out.write(rest);
    }
}
