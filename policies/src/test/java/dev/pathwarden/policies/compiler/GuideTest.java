package dev.pathwarden.policies.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.model.step.Field;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.policies.detect.Detectors;
import dev.pathwarden.policies.engine.PathVariable;
import dev.pathwarden.policies.guardrail.BaselineParser;
import dev.pathwarden.policies.guardrail.GuardrailDocument;
import dev.pathwarden.policies.guardrail.GuardrailSource;
import dev.pathwarden.policies.guardrail.ToolCatalogueParser;
import dev.pathwarden.policies.lint.Lint;
import dev.pathwarden.policies.pack.Entries;
import dev.pathwarden.policies.pack.Pack;
import dev.pathwarden.policies.testing.GuardrailTests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The guide says what the code does. {@code -Dpathwarden.update=true} writes its tables anew. */
class GuideTest {

    private static final Path GUIDE = Path.of("..", "docs", "guardrails.md");

    @Test
    void guide_showsTheTablesAsTheyAre() throws IOException {
        String text = Files.readString(GUIDE);
        String fresh = text;
        fresh = replace(fresh, "variables", variables(variable -> !variable.isOfRecord()));
        fresh = replace(fresh, "record", variables(PathVariable::isOfRecord));
        fresh = replace(fresh, "ends", fields(field -> !field.before() && !field.isKept()));
        fresh = replace(fresh, "agent", told(Field::isOfActor));
        fresh = replace(fresh, "user", told(Field::isOfUser));
        fresh = replace(fresh, "run", told(Field::isOfRun));
        fresh = replace(fresh, "novelty", fields(Field::isOfNovelty));
        fresh = replace(fresh, "fields", fields(field -> field.before() && !field.isTold()));
        fresh = replace(fresh, "labels", kinds(label -> !label.startsWith("secret.")));
        fresh = replace(fresh, "secrets", kinds(label -> label.startsWith("secret.")));
        fresh = replace(fresh, "entries", entries());
        fresh = replace(fresh, "pack", pack());

        if (Boolean.getBoolean("pathwarden.update")) {
            Files.writeString(GUIDE, fresh);
        } else {
            assertThat(text).as("run this test with -Dpathwarden.update=true").isEqualTo(fresh);
        }
    }

    @Test
    void guide_showsGuardrailsThatWork() throws IOException {
        Matcher example = Pattern.compile("```yaml\\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(GUIDE));
        List<GuardrailSource> sources = new ArrayList<>();
        while (example.find()) {
            GuardrailSource source = new GuardrailSource("guide", example.group(1));
            if (source.text().startsWith("tools:")) {
                assertThat(ToolCatalogueParser.parse(source).problems()).isEmpty();
            } else if (source.text().startsWith("baseline:")) {
                assertThat(BaselineParser.parse(source).problems()).isEmpty();
            } else {
                sources.add(source);
            }
        }
        Compilation compilation = GuardrailCompiler.compile(sources);

        assertThat(compilation.problems()).isEmpty();
        assertThat(Lint.check(compilation, LocalDate.of(2026, 11, 29))).isEmpty();
        assertThat(GuardrailTests.run(compilation).tests()).isPositive();
        assertThat(GuardrailTests.run(compilation).failures()).isZero();
    }

    private static String variables(Predicate<PathVariable> shown) {
        StringBuilder table = new StringBuilder("| name | type | what it is |\n|---|---|---|\n");
        for (PathVariable variable : Stream.of(PathVariable.values()).filter(shown).toList()) {
            String type = switch (variable.type()) {
                case TEXT -> "text";
                case INTEGER -> "whole number";
                case TEXT_LIST -> "list of texts";
                case MAP -> "map";
                case TIMESTAMP -> "timestamp";
                case SOURCES -> "list of maps of texts, by argument";
                case ROLES -> "map of lists of texts";
                case VALUE -> "any";
            };
            table.append("| `").append(variable.text()).append("` | ").append(type).append(" | ").append(variable.description()).append(" |\n");
        }
        return table.toString();
    }

    private static String fields(Predicate<Field> shown) {
        StringBuilder table = new StringBuilder("| name | type | what it is | operations | filled by |\n|---|---|---|---|---|\n");
        for (Field field : Field.values()) {
            if (shown.test(field)) {
                String operations = Stream.of(Operation.values()).filter(field::appliesTo).map(operation -> "`" + operation.text() + "`").collect(Collectors.joining(", "));
                table.append("| `").append(field.read()).append("` | ").append(type(field)).append(" | ").append(field.description()).append(" | ").append(operations).append(" | ").append(filledBy(field)).append(" |\n");
            }
        }
        return table.toString();
    }

    private static String told(Predicate<Field> shown) {
        StringBuilder table = new StringBuilder("| name | type | what it is | filled by |\n|---|---|---|---|\n");
        for (Field field : Field.values()) {
            if (shown.test(field)) {
                table.append("| `").append(field.read()).append("` | ").append(type(field)).append(" | ").append(field.description()).append(" | ").append(filledBy(field)).append(" |\n");
            }
        }
        return table.toString();
    }

    private static String filledBy(Field field) {
        return String.join(", ", field.filledBy());
    }

    private static String type(Field field) {
        return switch (field.type()) {
            case TEXT -> "text";
            case BOOLEAN -> "true or false";
            case INTEGER -> "whole number";
            case TEXT_LIST -> "list of texts";
        };
    }

    private static String kinds(Predicate<String> labels) {
        StringBuilder table = new StringBuilder("| label | what it is | how it is known |\n|---|---|---|\n");
        for (Detectors.Kind kind : Detectors.kinds()) {
            if (labels.test(kind.label())) {
                table.append("| `").append(kind.label()).append("` | ").append(kind.what()).append(" | ").append(kind.how()).append(" |\n");
            }
        }
        return table.toString();
    }

    /** Which guardrail is for which entry of the lists, by the tags of the pack. */
    private static String entries() {
        StringBuilder table = new StringBuilder("| entry | guardrails |\n|---|---|\n");
        List<GuardrailDocument> documents = GuardrailCompiler.compile(Pack.shipped()).documents();
        Entries.ALL.forEach((tag, name) -> table.append("| ").append(tag).append(' ').append(name).append(" | ")
                .append(documents.stream().filter(document -> document.tags().contains(tag)).map(document -> "[`" + document.id().value() + "`](#" + document.id().value() + ")").collect(Collectors.joining(", "))).append(" |\n"));
        return table.toString();
    }

    private static String pack() {
        StringBuilder list = new StringBuilder();
        for (GuardrailDocument document : GuardrailCompiler.compile(Pack.shipped()).documents()) {
            list.append("### ").append(document.id().value()).append("\n\n").append(document.title()).append(". ").append(document.description().strip()).append("\n\n");
            list.append("- asks for **").append(document.action().text()).append("** on ")
                    .append(document.on().stream().map(operation -> "`" + operation.text() + "`").collect(Collectors.joining(", "))).append("; severity ").append(document.severity())
                    .append("; ").append(String.join(", ", document.tags())).append('\n');
            list.append("- misses: ").append(document.misses()).append('\n');
            list.append("- stops by mistake: ").append(document.falsePositives()).append("\n\n");
        }
        return list.toString().stripTrailing() + "\n";
    }

    private static String replace(String text, String name, String content) {
        Pattern section = Pattern.compile("(<!-- generated: " + name + " -->\n).*?(<!-- end -->)", Pattern.DOTALL);
        assertThat(section.matcher(text).find()).as("the guide has a place for %s", name).isTrue();
        return section.matcher(text).replaceFirst("$1\n" + Matcher.quoteReplacement(content) + "\n$2");
    }
}
