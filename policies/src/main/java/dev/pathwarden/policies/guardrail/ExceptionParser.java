package dev.pathwarden.policies.guardrail;

import dev.pathwarden.policies.engine.Guardrail;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads the exceptions of a guardrail. */
final class ExceptionParser {

    private static final Set<String> KEYS = new LinkedHashSet<>(List.of("when", "reason", "until"));
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,99}");
    private static final int MOST = 50;

    private final NodeProblems problems;

    ExceptionParser(NodeProblems problems) {
        this.problems = problems;
    }

    List<WrittenException> parse(Node node) {
        List<WrittenException> exceptions = new ArrayList<>();
        MappingReader named = MappingReader.of(node, "'exceptions'", null, problems);
        if (named.names().size() > MOST) {
            problems.error(node, "'exceptions' has more than " + MOST + " names. A guardrail with so many is another guardrail: narrow its condition.");
        }
        for (String name : named.names()) {
            if (!NAME.matcher(name).matches()) {
                problems.error(named.key(name), "The name of an exception is made of lower-case letters, digits and hyphens, such as 'nightly-export'.");
            } else {
                exception(named.key(name), name, named.node(name).orElseThrow()).ifPresent(exceptions::add);
            }
        }
        return exceptions;
    }

    private Optional<WrittenException> exception(Node key, String name, Node node) {
        int before = problems.errors();
        MappingReader fields = MappingReader.of(node, "an exception", KEYS, problems);
        Optional<LocatedText> when = fields.required("when").flatMap(text -> fields.located("when", text));
        Optional<String> reason = fields.required("reason").flatMap(text -> fields.text("reason", text));
        LocalDate until = fields.node("until").flatMap(text -> day(fields, text)).orElse(null);
        if (reason.filter(String::isBlank).isPresent()) {
            problems.error(node, "An exception needs a reason: whoever looks at it in a year wants to know why it is there.");
        }
        return problems.errors() > before ? Optional.empty()
                : Optional.of(new WrittenException(new Located<>(name, problems.line(key), NodeProblems.column(key)), when.orElseThrow(), reason.orElseThrow(), until));
    }

    private Optional<LocalDate> day(MappingReader fields, Node node) {
        Optional<String> text = fields.text("until", node);
        try {
            Optional<LocalDate> day = text.map(LocalDate::parse);
            if (day.filter(date -> date.getYear() < Guardrail.Except.FIRST_YEAR || date.getYear() > Guardrail.Except.LAST_YEAR).isEmpty()) {
                return day;
            }
        } catch (DateTimeParseException wrong) {
            // Told of below.
        }
        problems.error(node, "'until' takes the last day on which the exception holds, such as 2027-03-31, in UTC.");
        return Optional.empty();
    }
}
