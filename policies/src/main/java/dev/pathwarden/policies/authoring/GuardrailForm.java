package dev.pathwarden.policies.authoring;

import dev.pathwarden.policies.compiler.ClauseText;
import dev.pathwarden.policies.guardrail.YamlOutline;
import dev.pathwarden.policies.guardrail.YamlOutline.Entry;
import dev.pathwarden.policies.guardrail.YamlOutline.Style;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * A guardrail as a form: its keys, and the clauses of its condition and of {@code let} as rows. It is a view of the text: each change is a change of the characters that say it, and all others - comments, order, conditions that no row can
 * show - stay as they are. Immutable.
 */
public final class GuardrailForm {

    /**
     * A clause.
     *
     * @param name name in {@code let}; empty for a clause of {@code when}
     * @param condition it as it is written
     * @param row it as a row; null where it is more than a row can show
     * @param editable whether it can be changed here: not where it stands in a text of several lines that YAML puts together
     */
    public record Clause(String name, String condition, FormRow row, boolean editable) {
    }

    /** Where a clause stands in the text that a key has. */
    private record Part(Entry entry, int from, int to) {
    }

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z][ -~]*");
    private static final Pattern NO_TEXT = Pattern.compile("(?i)true|false|yes|no|on|off|null|y|n");

    private final String text;
    private final YamlOutline outline;
    private final int document;
    private final List<Part> parts = new ArrayList<>();
    private final List<Clause> clauses = new ArrayList<>();

    private GuardrailForm(String text, YamlOutline outline, int document) {
        this.text = text;
        this.outline = outline;
        this.document = document;
        for (Entry entry : outline.entries()) {
            if (entry.document() == document && entry.parent().equals("let") && entry.value() != null) {
                add(entry.key(), new Part(entry, 0, entry.value().length()));
            }
        }
        outline.entry(document, "when").filter(entry -> entry.value() != null).ifPresent(when -> {
            ClauseText.Cut cut = ClauseText.cut(when.value());
            List<ClauseText.Cut> cuts = cut.kind() == ClauseText.Kind.ALL ? cut.parts() : List.of(cut);
            cuts.forEach(each -> add("", new Part(when, each.from(), each.to())));
        });
    }

    private void add(String name, Part part) {
        String condition = part.entry().value().substring(part.from(), part.to());
        FormRow row = FormRow.of(condition).orElse(null);
        parts.add(part);
        clauses.add(new Clause(name, condition, row, row != null && (part.entry().style() != Style.BLOCK || raw(part).equals(condition))));
    }

    /**
     * The form of the guardrail in which an offset of a file lies; empty where the file is no YAML or has no guardrail.
     */
    public static Optional<GuardrailForm> of(String text, int offset) {
        return YamlOutline.of(text).flatMap(outline -> outline.entries().stream().filter(entry -> entry.keyFrom() <= offset).reduce((one, other) -> other).or(() -> outline.entries().stream().findFirst())
                .map(entry -> new GuardrailForm(text, outline, entry.document())));
    }

    /** The file. */
    public String text() {
        return text;
    }

    /** What a key says; empty where it is not there, or is a list or a mapping. */
    public String value(String key) {
        return outline.entry(document, key).map(Entry::value).orElse("");
    }

    /** Whether a key can be changed here. */
    public boolean isEditable(String key) {
        return outline.entry(document, key).map(entry -> entry.style() != Style.BLOCK && entry.style() != Style.MAPPING && raw(entry).indexOf('\n') < 0).orElse(true);
    }

    /** The words of a list on one line. */
    public List<String> list(String key) {
        return outline.entry(document, key).filter(entry -> entry.style() == Style.LIST || entry.value() != null)
                .map(entry -> List.of(raw(entry).replaceAll("[\\[\\]'\"]|(?m)^\\s*-|#.*", " ").strip().split("[,\\s]+"))).map(words -> words.stream().filter(word -> !word.isEmpty()).toList()).orElse(List.of());
    }

    /** The clauses of {@code let} and then of {@code when}, in the order in which they are written. */
    public List<Clause> clauses() {
        return List.copyOf(clauses);
    }

    /** The clause of {@code when} that begins at an offset of the file; empty where none does. */
    Optional<Integer> clauseAt(int offset) {
        return IntStream.range(0, parts.size()).filter(i -> clauses.get(i).name().isEmpty() && place(parts.get(i).entry(), parts.get(i).from()) == offset).boxed().findFirst();
    }

    private String raw(Entry entry) {
        return text.substring(entry.from(), entry.to());
    }

    /** The characters in the file from the first to the last of a part. */
    private String raw(Part part) {
        return text.substring(place(part.entry(), part.from()), place(part.entry(), part.to()));
    }

    private int place(Entry entry, int at) {
        int line = 0;
        for (int i = 1; i < entry.text().line(at); i++) {
            line = text.indexOf('\n', line) + 1;
        }
        int end = text.indexOf('\n', line) < 0 ? text.length() : text.indexOf('\n', line);
        return text.offsetByCodePoints(line, Math.min(entry.text().column(at) - 1, text.codePointCount(line, end)));
    }

    /** The form with another value of a key, which is added where it is missing. Where it cannot be changed here, or has that value, nothing is. */
    public GuardrailForm with(String key, String value) {
        Optional<Entry> there = outline.entry(document, key);
        if (there.isEmpty()) {
            return value.isEmpty() ? this : inserted(key, scalar(value, Style.PLAIN));
        }
        Entry entry = there.get();
        return entry.value() == null || entry.value().equals(value) || !isEditable(key) ? this : replaced(entry.from(), entry.to(), scalar(value, entry.style()));
    }

    /** The form with other words in a list. */
    public GuardrailForm withList(String key, List<String> words) {
        String written = "[" + String.join(", ", words) + "]";
        Optional<Entry> there = outline.entry(document, key);
        return there.isEmpty() ? inserted(key, written) : !isEditable(key) || list(key).equals(words) ? this : replaced(there.get().from(), there.get().to(), written);
    }

    /**
     * The form with another row in the place of a clause. Where that cannot be changed here, or says the same, nothing is.
     *
     * @param index place among the {@link #clauses}
     */
    public GuardrailForm withRow(int index, FormRow row) {
        Clause clause = clauses.get(index);
        return !clause.editable() || row.equals(clause.row()) ? this : put(parts.get(index), row.condition());
    }

    /** The form with a row more, which has to hold besides. */
    public GuardrailForm withMore(FormRow row) {
        Optional<Entry> when = outline.entry(document, "when").filter(entry -> entry.value() != null);
        if (when.isEmpty()) {
            return inserted("when", scalar(row.condition(), Style.PLAIN));
        }
        Part whole = new Part(when.get(), 0, when.get().value().length());
        String now = when.get().value().strip();
        ClauseText.Kind kind = ClauseText.cut(now).kind();
        boolean wrapped = kind == ClauseText.Kind.ANY || now.contains("?");
        return now.equals("true") ? put(whole, row.condition()) : put(whole, (wrapped ? "(" + now + ")" : now) + " && " + row.condition());
    }

    /** The form without a clause of {@code when}; without its last one it asks for nothing. One of {@code let} stays, because others may read it. */
    public GuardrailForm without(int index) {
        Part part = parts.get(index);
        if (!clauses.get(index).name().isEmpty()) {
            return this;
        }
        List<Part> others = IntStream.range(0, parts.size()).filter(i -> clauses.get(i).name().isEmpty() && i != index).mapToObj(parts::get).toList();
        if (others.isEmpty()) {
            return put(part, "true");
        }
        String all = part.entry().value();
        String left = without(all, part.from(), part.to());
        GuardrailForm then = left == null ? this : put(new Part(part.entry(), 0, all.length()), left);
        List<String> asked = others.stream().map(other -> all.substring(other.from(), other.to())).toList();
        // Whatever stands between clauses and is no sign of theirs, such as a comment, could be taken for one.
        return then.clauses.stream().filter(clause -> clause.name().isEmpty()).map(Clause::condition).toList().equals(asked) ? then : this;
    }

    /** A conjunction without one of its clauses, and without the parentheses that it stood in alone; null where it is joined to no other. What stands between it and the sign before it goes with it. */
    private static String without(String all, int from, int to) {
        int begin = from;
        int end = to;
        while (true) {
            int before = begin;
            while (before > 0 && Character.isWhitespace(all.charAt(before - 1))) {
                before--;
            }
            if (all.startsWith("&&", before - 2)) {
                return all.substring(0, before - 2).stripTrailing() + all.substring(end);
            }
            int behind = end;
            while (behind < all.length() && Character.isWhitespace(all.charAt(behind))) {
                behind++;
            }
            if (all.startsWith("&&", behind)) {
                return all.substring(0, begin) + all.substring(behind + 2).stripLeading();
            }
            if (!all.startsWith("(", before - 1) || !all.startsWith(")", behind)) {
                int sign = all.lastIndexOf("&&", begin);
                return sign < 0 ? null : all.substring(0, sign).stripTrailing() + all.substring(end);
            }
            begin = before - 1;
            end = behind + 1;
        }
    }

    /** In the place of a part: where that is written as it is read, those characters alone; else all of the value. */
    private GuardrailForm put(Part part, String condition) {
        Entry entry = part.entry();
        String whole = entry.value().substring(0, part.from()) + condition + entry.value().substring(part.to());
        boolean same = raw(part).equals(entry.value().substring(part.from(), part.to()));
        if (same && entry.style() == Style.BLOCK && condition.indexOf('\n') < 0 || same && entry.style() == Style.PLAIN && isPlain(whole.replace('\n', ' ')) || same && entry.style() == Style.DOUBLE_QUOTED && condition.indexOf('"') < 0 && condition.indexOf('\\') < 0
                || same && entry.style() == Style.SINGLE_QUOTED && condition.indexOf('\'') < 0) {
            return replaced(place(entry, part.from()), place(entry, part.to()), condition);
        }
        return entry.style() == Style.BLOCK ? this : replaced(entry.from(), entry.to(), scalar(whole, entry.style()));
    }

    private GuardrailForm replaced(int from, int to, String with) {
        String changed = text.substring(0, from) + with + text.substring(to);
        return YamlOutline.of(changed).filter(now -> now.documents() == outline.documents()).map(now -> new GuardrailForm(changed, now, document)).orElse(this);
    }

    /** Behind the key that stands before it in a guardrail as it is usually written; comments above the next one stay there. */
    private GuardrailForm inserted(String key, String value) {
        List<String> order = new GuardrailKeys().all().stream().map(GuardrailKeys.Key::name).toList();
        List<Entry> own = outline.entries().stream().filter(entry -> entry.document() == document && entry.parent().isEmpty()).toList();
        int after = -1;
        for (int i = 0; i < own.size(); i++) {
            if (order.indexOf(own.get(i).key()) < order.indexOf(key)) {
                after = i;
            }
        }
        int at;
        if (after + 1 < own.size()) {
            at = above(text.lastIndexOf('\n', own.get(after + 1).keyFrom()) + 1);
        } else {
            int next = after < 0 ? -1 : text.indexOf("\n---", own.get(after).from());
            at = above(next < 0 ? text.length() : next + 1);
        }
        String before = at > 0 && text.charAt(at - 1) != '\n' ? "\n" : "";
        return replaced(at, at, before + key + ": " + value + "\n");
    }

    /** Above the comments and empty lines that end there. */
    private int above(int lineStart) {
        int at = lineStart;
        while (at > 0) {
            int before = text.lastIndexOf('\n', at - 2) + 1;
            String line = text.substring(before, at).strip();
            if (!line.isEmpty() && !line.startsWith("#")) {
                return at;
            }
            at = before;
        }
        return lineStart;
    }

    private static boolean isPlain(String value) {
        return PLAIN.matcher(value).matches() && !value.contains(": ") && !value.contains(" #") && !value.endsWith(":") && !value.endsWith(" ") && !NO_TEXT.matcher(value).matches();
    }

    private static String scalar(String value, Style style) {
        if (style == Style.SINGLE_QUOTED && value.codePoints().noneMatch(GuardrailForm::isEscaped)) {
            return "'" + value.replace("'", "''") + "'";
        }
        if (style == Style.PLAIN && isPlain(value)) {
            return value;
        }
        StringBuilder quoted = new StringBuilder("\"");
        value.codePoints().forEach(point -> quoted.append(switch (point) {
            case '"' -> "\\\"";
            case '\\' -> "\\\\";
            case '\n' -> "\\n";
            case '\t' -> "\\t";
            default -> isEscaped(point) ? String.format("\\u%04X", point) : Character.toString(point);
        }));
        return quoted.append('"').toString();
    }

    /** Whether YAML takes a character for a break between lines, or does not take it at all, unless it is escaped. */
    private static boolean isEscaped(int point) {
        return point < ' ' || point >= 0x7F && point <= 0x9F || point == 0x2028 || point == 0x2029 || point == 0xFEFF || point >= 0xD800 && point <= 0xDFFF || point == 0xFFFE || point == 0xFFFF;
    }
}
