package dev.pathwarden.policies.guardrail;

import dev.pathwarden.model.step.Action;
import dev.pathwarden.model.step.Mode;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.policies.engine.ActionOptions;
import dev.pathwarden.policies.engine.OnFault;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * A guardrail as its author wrote it, every key of the right type, its conditions not looked at yet.
 *
 * @param source name of the file
 * @param text the document's YAML
 * @param id id
 * @param title one line for people
 * @param description what it detects; empty where it does not say
 * @param severity low, medium, high or critical
 * @param maturity sandbox, incubating, stable or deprecated
 * @param tags OWASP and ATLAS tags
 * @param on the operations it applies to
 * @param let named sub-conditions, in order
 * @param when the condition
 * @param exceptions where it does not apply although the condition is true, in order
 * @param action what it asks for
 * @param options how it wants that to be done
 * @param mode whether that is to be done
 * @param onFault what it asks for when evaluating fails
 * @param message the sentence a verdict carries, places in braces
 * @param misses what it does not see; empty where it does not say
 * @param falsePositives what it stops by mistake; empty where it does not say
 * @param references where to read more
 * @param tests tests
 */
public record GuardrailDocument(
        String source,
        String text,
        Located<String> id,
        String title,
        String description,
        String severity,
        String maturity,
        List<String> tags,
        Set<Operation> on,
        Map<String, LocatedText> let,
        LocatedText when,
        List<WrittenException> exceptions,
        Action action,
        ActionOptions options,
        Mode mode,
        OnFault onFault,
        LocatedText message,
        String misses,
        String falsePositives,
        List<String> references,
        List<GuardrailTest> tests) {

    public GuardrailDocument {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(when, "when");
        tags = List.copyOf(tags);
        let = Collections.unmodifiableMap(new LinkedHashMap<>(let));
        exceptions = List.copyOf(exceptions);
        references = List.copyOf(references);
        tests = List.copyOf(tests);
    }

    /** The text of the sub-condition of that name, of the exception that is called so, or for an empty text of the condition itself; null where there is none. */
    public LocatedText condition(String called) {
        return called.isEmpty() ? when : let.getOrDefault(called, exceptions.stream().filter(exception -> called.equals("exception " + exception.name().value())).map(WrittenException::when).findFirst().orElse(null));
    }
}
