package dev.pathwarden.policies.guardrail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.model.step.Action;
import dev.pathwarden.model.step.Field;
import dev.pathwarden.model.step.FieldType;
import dev.pathwarden.model.step.JsonText;
import dev.pathwarden.model.step.Mode;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.policies.detect.Detectors;
import dev.pathwarden.policies.engine.OnFault;
import dev.pathwarden.policies.trust.Certainty;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The JSON Schema for editors knows the same keys and words as the parser. {@code -Dpathwarden.update=true} writes it anew. */
class GuardrailSchemaTest {

    private static final Path SCHEMA = Path.of("guardrail.schema.json");
    private static final String TIME = "^[0-9]+[smh]$";
    private static final Map<String, Object> TEXT = Map.of("type", "string");
    private static final Map<String, Object> TEXTS = texts(TEXT);

    @Test
    void schema_isFresh() throws IOException {
        StringBuilder text = new StringBuilder();
        write(schema(), "", text);
        text.append('\n');

        if (Boolean.getBoolean("pathwarden.update")) {
            Files.writeString(SCHEMA, text);
        } else {
            assertThat(Files.readString(SCHEMA)).as("run this test with -Dpathwarden.update=true").isEqualTo(text.toString());
        }
    }

    /** A guardrail with every key of the schema is one that the parser takes, and with any other key one that it refuses. */
    @Test
    void schema_namesTheKeysThatTheParserTakes() {
        Map<String, Object> properties = object(schema().get("properties"));
        StringBuilder yaml = new StringBuilder();
        properties.keySet().forEach(key -> yaml.append(key).append(": ").append(SAMPLES.getOrDefault(key, "text")).append('\n'));

        assertThat(GuardrailParser.parse(new GuardrailSource("f", yaml.toString())).problems()).isEmpty();
        assertThat(GuardrailParser.parse(new GuardrailSource("f", yaml + "other: x\n")).problems()).singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("Known are " + String.join(", ", properties.keySet())));
    }

    private static final Map<String, String> SAMPLES = samples("id", "x", "severity", "low", "maturity", "stable", "tags", "[A]", "on", "[data.sql]", "let", "{a: 'true'}", "exceptions", "{nightly: {when: 'true', reason: r, until: 2027-01-31}}", "action", "block",
            "mode", "audit", "onFault", "deny", "abort", "true", "holdFor", "90s", "sandbox", "{network: true, write: [out]}", "redact", "[pii, secret.api-key]", "tests", "[{name: a, step: {sql.writes: true}, path: {labels: [], provenance: [], sources: {to: {untrusted: copied}}, steps: [{operation: data.http, after: 1s, times: 2}], count: {data.sql: 1}, run: {errors: 1}, agent: {name: a, chain: [b, a]}, novel: [table], from: [1]}, expect: allow}]");

    private static Map<String, String> samples(String... keysAndValues) {
        Map<String, String> samples = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            samples.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        return samples;
    }

    private static Map<String, Object> schema() {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("id", described(Map.of("type", "string", "pattern", "^[a-z0-9][a-z0-9-]{0,99}$"), "Unique, never reused, the same as the file's name."));
        properties.put("title", described(TEXT, "One line for people."));
        properties.put("description", described(TEXT, "What it detects."));
        properties.put("severity", words(Stream.of("low", "medium", "high", "critical")));
        properties.put("maturity", words(Stream.of("sandbox", "incubating", "stable", "deprecated")));
        properties.put("tags", described(TEXTS, "OWASP and ATLAS tags, such as ASI02 and AML.T0086."));
        properties.put("on", described(texts(words(operations())), "Operations whose steps it looks at."));
        properties.put("let", described(ordered("type", "object", "additionalProperties", condition()), "Named parts of the condition; each can use those before it."));
        properties.put("when", described(condition(), "CEL condition that comes to true or false."));
        properties.put("exceptions", described(ordered("type", "object", "additionalProperties", exception()), "Where it does not apply although the condition is true, by name."));
        properties.put("action", described(words(Stream.of(Action.values()).map(Action::text)), "What it asks for when the condition is true."));
        properties.put("abort", described(type(FieldType.BOOLEAN), "With action block: whether a blocked step ends its run."));
        properties.put("holdFor", described(ordered("type", "string", "pattern", TIME), "With action hold: how long a step waits for an answer, 1s to 24h; 10m where it does not say."));
        properties.put("sandbox", described(closed(ordered("network", type(FieldType.BOOLEAN), "write", TEXTS)),
                "With action sandbox: whether the process may use the network, and where it may write; nowhere and not where it does not say."));
        properties.put("redact", described(texts(words(Stream.concat(Stream.of("pii", "pii.national-id", "secret"), Detectors.known().stream()))),
                "With action redact: which values are taken out of arguments and result; pii and secret where it does not say."));
        properties.put("mode", described(words(Stream.of(Mode.values()).map(Mode::text)), "audit: the verdict is recorded; enforce: the action is done."));
        properties.put("onFault", described(words(Stream.of(OnFault.values()).map(OnFault::text)), "What to do when evaluating fails."));
        properties.put("message", described(TEXT, "Sentence for people; {step.file.path} shows a value."));
        properties.put("misses", described(TEXT, "What it does not see."));
        properties.put("false_positives", described(TEXT, "What it stops by mistake."));
        properties.put("references", described(TEXTS, "Where to read more."));
        properties.put("tests", ordered("type", "array", "items", test()));
        return ordered("$schema", "https://json-schema.org/draft/2020-12/schema", "title", "Pathwarden guardrail", "type", "object", "additionalProperties", false,
                "required", List.of("id", "title", "on", "when", "action"), "properties", properties, "$defs", ordered("step", closed(step())));
    }

    private static Map<String, Object> exception() {
        Map<String, Object> exception = closed(ordered("when", described(condition(), "CEL condition that comes to true or false."), "reason", described(TEXT, "Why it was made."),
                "until", described(ordered("type", "string", "pattern", "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"), "The last day on which it holds, in UTC, such as 2027-03-31; for ever where it does not say.")));
        exception.put("required", List.of("when", "reason"));
        return exception;
    }

    private static Map<String, Object> step() {
        Map<String, Object> step = new LinkedHashMap<>();
        step.put("operation", words(operations()));
        step.put("name", TEXT);
        step.put("args", Map.of("type", "object"));
        step.put("labels", TEXTS);
        step.put("agent", TEXT);
        step.put("start", described(TEXT, "A time such as 2026-11-22T14:00:00Z."));
        step.put("after", described(ordered("type", "string", "pattern", TIME), "How long after the step before it begins, such as 90s; then all steps of the test have a clock."));
        step.put("times", described(type(FieldType.INTEGER), "How often an earlier step comes."));
        Stream.of(Field.values()).filter(field -> field.before() && !field.isTold()).forEach(field -> step.put(field.text(), described(type(field.type()), field.description())));
        return step;
    }

    private static Map<String, Object> test() {
        Map<String, Object> step = ordered("$ref", "#/$defs/step");
        Map<String, Object> run = new LinkedHashMap<>();
        Stream.of(Field.values()).filter(Field::isOfRun).forEach(field -> run.put(field.text().substring("run.".length()), described(type(field.type()), field.description())));
        Map<String, Object> agent = new LinkedHashMap<>();
        Stream.of(Field.values()).filter(Field::isOfActor).forEach(field -> agent.put(field.read().substring("agent.".length()), described(type(field.type()), field.description())));
        Map<String, Object> user = new LinkedHashMap<>();
        Stream.of(Field.values()).filter(Field::isOfUser).forEach(field -> user.put(field.read().substring("user.".length()), described(type(field.type()), field.description())));
        Map<String, Object> path = ordered("labels", TEXTS, "provenance", TEXTS,
                "sources", described(ordered("type", "object", "additionalProperties", ordered("type", "object", "additionalProperties", words(Stream.of(Certainty.values()).map(Certainty::text)))),
                        "Where arguments came from: by argument the class of each source, and how sure that is."),
                "steps", described(ordered("anyOf", List.of(type(FieldType.INTEGER), ordered("type", "array", "items", step))), "The earlier steps in order, or only their number."),
                "count", ordered("type", "object", "additionalProperties", type(FieldType.INTEGER)),
                "run", described(closed(run), "What is known of the run up to the step; what is left out was not recorded."),
                "agent", described(closed(agent), "What is known of the agent that acts."),
                "user", described(closed(user), "On whose behalf the run acts; without it, nobody said."),
                "novel", described(ordered("type", "array", "items", words(Stream.of(Field.values()).filter(Field::isOfNovelty).map(field -> field.text().substring("novel.".length())))), "What is new in the step; without it there is no baseline."),
                "from", described(ordered("type", "array", "items", type(FieldType.INTEGER)), "Numbers of the earlier steps, from 1, from whose results values in the arguments come."));
        Map<String, Object> properties = ordered("name", TEXT, "step", step, "path", closed(path),
                "expect", words(Stream.concat(Stream.of(Action.values()).map(Action::text), Stream.of("not-evaluated"))));
        Map<String, Object> test = closed(properties);
        test.put("required", List.of("name", "step", "expect"));
        return test;
    }

    private static Stream<String> operations() {
        return Stream.of(Operation.values()).map(Operation::text);
    }

    private static Map<String, Object> condition() {
        return ordered("type", List.of("string", "boolean", "number"));
    }

    private static Map<String, Object> type(FieldType type) {
        return switch (type) {
            case TEXT -> TEXT;
            case BOOLEAN -> Map.of("type", "boolean");
            case INTEGER -> Map.of("type", "integer");
            case TEXT_LIST -> TEXTS;
        };
    }

    private static Map<String, Object> texts(Map<String, Object> items) {
        return ordered("type", "array", "items", items);
    }

    private static Map<String, Object> words(Stream<String> words) {
        return ordered("enum", words.toList());
    }

    private static Map<String, Object> closed(Map<String, Object> properties) {
        return ordered("type", "object", "additionalProperties", false, "properties", properties);
    }

    private static Map<String, Object> described(Map<String, Object> type, String description) {
        Map<String, Object> both = ordered("description", description);
        new java.util.TreeMap<>(type).forEach(both::put);
        return both;
    }

    private static Map<String, Object> ordered(Object... keysAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return map;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> object(Object value) {
        return (Map<String, Object>) value;
    }

    private static void write(Object value, String indent, StringBuilder out) {
        if (value instanceof Map<?, ?> map && map.values().stream().anyMatch(each -> each instanceof Map)) {
            out.append("{\n");
            Iterator<Map.Entry<String, Object>> entries = new ArrayList<>(object(map).entrySet()).iterator();
            while (entries.hasNext()) {
                Map.Entry<String, Object> entry = entries.next();
                out.append(indent).append("  ").append(JsonText.write(entry.getKey())).append(": ");
                write(entry.getValue(), indent + "  ", out);
                out.append(entries.hasNext() ? ",\n" : "\n");
            }
            out.append(indent).append('}');
        } else {
            out.append(JsonText.write(value));
        }
    }
}
