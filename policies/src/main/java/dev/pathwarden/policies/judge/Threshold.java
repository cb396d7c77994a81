package dev.pathwarden.policies.judge;

import dev.pathwarden.policies.compiler.ClauseText;
import dev.pathwarden.policies.engine.Condition;
import dev.pathwarden.policies.engine.Guardrail;
import dev.pathwarden.policies.engine.Part;
import dev.pathwarden.policies.guardrail.LocatedText;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A number or a time that a clause of a guardrail draws a line at: the 3 in {@code count(reads) > 3}, the {@code 5m} in {@code once(reads, duration('5m'))}, and a sub-condition that is a number or a time by itself.
 *
 * @param let name of the sub-condition it stands in; empty for the condition itself
 * @param clause the clause, as it is written
 * @param literal the number or time, as it is written
 * @param from offset of its first character in the text of the condition
 * @param unit what it counts
 */
public record Threshold(String let, String clause, String literal, int from, Unit unit) {

    private static final String NUMBER = "[0-9]+(?:\\.[0-9]+)?";
    private static final String COMPARISON = "(?:>=|<=|>|<)";
    private static final Pattern COMPARED = Pattern.compile(COMPARISON + "\\s*(" + NUMBER + ")(?![\\w.])|(?<![\\w.])(" + NUMBER + ")\\s*" + COMPARISON);
    private static final Pattern TIME = Pattern.compile("\\bduration\\(\\s*(['\"])((?:[0-9]+(?:\\.[0-9]+)?(?:h|ms|m|s))+)\\1\\s*\\)");
    private static final Pattern PART_OF_TIME = Pattern.compile("([0-9]+(?:\\.[0-9]+)?)(h|ms|m|s)");
    private static final Pattern ALONE = Pattern.compile("\\s*(" + NUMBER + ")\\s*");
    private static final BigDecimal MILLIS = BigDecimal.valueOf(1_000);
    private static final int MINUTE = 60;
    private static final int HOUR = 3_600;

    /** What a threshold counts. */
    public enum Unit {
        /** Whatever is compared with it, in whole numbers. */
        WHOLE,
        /** Whatever is compared with it, also between whole numbers. */
        FRACTION,
        /** Seconds. */
        SECONDS,
        /** Thousandths of a second. */
        MILLIS
    }

    public Threshold {
        Objects.requireNonNull(let, "let");
        Objects.requireNonNull(clause, "clause");
        Objects.requireNonNull(literal, "literal");
        Objects.requireNonNull(unit, "unit");
    }

    /** Those of a guardrail, in the order in which they are written: of its sub-conditions, then of its condition. */
    public static List<Threshold> of(WrittenGuardrail written) {
        List<Threshold> found = new ArrayList<>();
        for (Map.Entry<String, LocatedText> let : written.document().let().entrySet()) {
            Guardrail.Let compiled = written.guardrail().lets().stream().filter(each -> each.name().equals(let.getKey())).findFirst().orElseThrow();
            found.addAll(in(let.getKey(), let.getValue().text(), compiled.condition()));
        }
        found.addAll(in("", written.document().when().text(), written.guardrail().when()));
        return found;
    }

    private static List<Threshold> in(String let, String text, Condition condition) {
        List<Threshold> found = new ArrayList<>();
        String bare = ClauseText.unquoted(text);
        Matcher compared = COMPARED.matcher(bare);
        while (compared.find()) {
            int group = compared.group(1) != null ? 1 : 2;
            found.add(number(let, text, condition, compared.group(group), compared.start(group)));
        }
        Matcher alone = ALONE.matcher(bare);
        if (!let.isEmpty() && alone.matches()) {
            found.add(number(let, text, condition, alone.group(1), alone.start(1)));
        }
        Matcher time = TIME.matcher(text);
        while (time.find()) {
            if (bare.startsWith("duration", time.start())) {
                boolean seconds = millis(time.group(2)).remainder(MILLIS).signum() == 0;
                found.add(new Threshold(let, clause(text, condition, time.start(2)), time.group(2), time.start(2), seconds ? Unit.SECONDS : Unit.MILLIS));
            }
        }
        found.sort(Comparator.comparingInt(Threshold::from));
        return found;
    }

    private static Threshold number(String let, String text, Condition condition, String literal, int at) {
        return new Threshold(let, clause(text, condition, at), literal, at, literal.indexOf('.') < 0 ? Unit.WHOLE : Unit.FRACTION);
    }

    private static String clause(String text, Condition condition, int at) {
        return condition.clauses().stream().filter(each -> each.from() <= at && at < each.to()).findFirst().map((Part.Clause each) -> text.substring(each.from(), each.to())).orElse(text.strip());
    }

    private static BigDecimal millis(String time) {
        BigDecimal sum = BigDecimal.ZERO;
        Matcher part = PART_OF_TIME.matcher(time);
        while (part.find()) {
            BigDecimal factor = switch (part.group(2)) {
                case "h" -> MILLIS.multiply(BigDecimal.valueOf(HOUR));
                case "m" -> MILLIS.multiply(BigDecimal.valueOf(MINUTE));
                case "s" -> MILLIS;
                default -> BigDecimal.ONE;
            };
            sum = sum.add(new BigDecimal(part.group(1)).multiply(factor));
        }
        return sum;
    }

    /** Whether only whole numbers, seconds or thousandths stand in its place. */
    boolean isWhole() {
        return unit != Unit.FRACTION;
    }

    /** Whether it is a time. */
    public boolean isTime() {
        return unit == Unit.SECONDS || unit == Unit.MILLIS;
    }

    /** The number, or the time in its unit. */
    public BigDecimal value() {
        return unit == Unit.SECONDS ? millis(literal).divide(MILLIS) : unit == Unit.MILLIS ? millis(literal) : new BigDecimal(literal);
    }

    /** Another number or time in its unit, as it is written in its place, such as {@code 90} or {@code 15m}. */
    public String written(BigDecimal other) {
        String plain = other.toPlainString();
        return switch (unit) {
            case WHOLE -> plain;
            case FRACTION -> plain.indexOf('.') >= 0 ? plain : plain + ".0";
            case MILLIS -> plain + "ms";
            case SECONDS -> {
                long seconds = other.longValue();
                yield seconds > 0 && seconds % HOUR == 0 ? seconds / HOUR + "h" : seconds > 0 && seconds % MINUTE == 0 ? seconds / MINUTE + "m" : plain + "s";
            }
        };
    }

    /** The text of the file with another number or time in its place. */
    String text(WrittenGuardrail written, String other) {
        LocatedText condition = let.isEmpty() ? written.document().when() : written.document().let().get(let);
        int at = written.offset(condition, from);
        String text = written.source().text();
        return text.substring(0, at) + other + text.substring(at + literal.length());
    }
}
