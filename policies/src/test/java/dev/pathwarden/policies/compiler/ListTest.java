package dev.pathwarden.policies.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.RunId;
import dev.pathwarden.model.step.Step;
import dev.pathwarden.model.step.StepId;
import dev.pathwarden.policies.engine.Bundle;
import dev.pathwarden.policies.engine.PolicyEngine;
import dev.pathwarden.policies.engine.RunGuard;
import dev.pathwarden.policies.guardrail.GuardrailFiles;
import dev.pathwarden.policies.guardrail.GuardrailSource;
import dev.pathwarden.policies.guardrail.ListFile;
import dev.pathwarden.policies.guardrail.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lists in files beside the guardrails that name them. */
class ListTest {

    private static final String GUARDRAIL = "id: payees\ntitle: Payees\non: [tool.call]\nwhen: %s\naction: block\nmode: enforce\n";

    @TempDir
    private Path directory;

    @BeforeEach
    void files() throws IOException {
        Files.writeString(directory.resolve("payees.txt"), "\uFEFF# whom we pay\r\n  ann@example.com \r\n\n#ben@example.com\nann@example.com\nDE02 1203 0000\n");
        Files.createDirectories(directory.resolve("below/lists"));
        Files.writeString(directory.resolve("below/lists/payees.txt"), "carl@example.com\n");
    }

    @Test
    void list_holdsTheEntriesOfTheFileBesideTheGuardrail() throws Exception {
        Bundle bundle = compiled("payees.yaml", "!(step.args.to in list('payees.txt'))").bundle();

        assertThat(List.of("ann@example.com", "DE02 1203 0000")).noneMatch(to -> stopped(bundle, to));
        assertThat(List.of("ben@example.com", "# whom we pay", "", "ANN@example.com", "carl@example.com")).allMatch(to -> stopped(bundle, to));
        assertThat(stopped(bundle, 7L)).isTrue();
        Bundle below = compiled("below/payees.yaml", "!(step.args.to in list('lists/payees.txt'))").bundle();
        assertThat(stopped(below, "carl@example.com")).isFalse();
        assertThat(stopped(below, "ann@example.com")).isTrue();
    }

    @Test
    void list_isAListForAllThatGoesThroughLists() throws Exception {
        assertThat(stopped(compiled("payees.yaml", "list('payees.txt').exists(payee, step.args.to.endsWith(payee))").bundle(), "x ann@example.com")).isTrue();
        assertThat(stopped(compiled("payees.yaml", "size(list('payees.txt')) == 2 && list('payees.txt')[0] == step.args.to").bundle(), "ann@example.com")).isTrue();
        assertThat(stopped(compiled("payees.yaml", "list('payees.txt').map(payee, payee + '!').exists(payee, payee == step.args.to)").bundle(), "ann@example.com!")).isTrue();
        Files.writeString(directory.resolve("payees.txt"), "# none\n");
        Bundle none = compiled("payees.yaml", "!(step.args.to in list('payees.txt')) && size(list('payees.txt').filter(p, true)) == 0").bundle();
        assertThat(stopped(none, "ann@example.com")).isTrue();
        assertThat(stopped(none, "ann@example.com")).isTrue();
    }

    @Test
    void list_isCompiledIntoTheBundle_andItsContentIntoTheVersion() throws Exception {
        Compilation first = compiled("below/payees.yaml", "step.args.to in list('lists/payees.txt')");
        Files.writeString(directory.resolve("below/lists/payees.txt"), "dora@example.com\n");
        Compilation second = compiled("below/payees.yaml", "step.args.to in list('lists/payees.txt')");

        assertThat(first.lists()).containsOnlyKeys("below/lists/payees.txt").isNotEqualTo(second.lists());
        assertThat(first.bundle().hash()).isNotEqualTo(second.bundle().hash());
        assertThat(first.bundle().guardrails().get(0).version()).isNotEqualTo(second.bundle().guardrails().get(0).version());
        assertThat(stopped(Bundle.read(first.bundle().bytes()), "carl@example.com")).isTrue();
        assertThat(stopped(Bundle.read(second.bundle().bytes()), "carl@example.com")).isFalse();
        assertThat(compiled("payees.yaml", "step.args.to == 'x'").lists()).isEmpty();
    }

    @Test
    void list_thatCannotBeUsed_isAnErrorAtItsPlace() throws Exception {
        Files.write(directory.resolve("no.txt"), new byte[] {'a', (byte) 0xFF});
        Files.writeString(directory.resolve("long.txt"), "a\n" + "b".repeat(1_001));
        Files.writeString(directory.resolve("many.txt"), IntStream.range(0, 100_001).mapToObj(String::valueOf).collect(Collectors.joining("\n")));

        assertThat(problem("step.args.to in list('payes.txt')")).hasToString("payees.yaml:4:28: There is no list 'payes.txt': " + directory.resolve("payes.txt") + " is no file.");
        assertThat(problem("step.args.to in list('no.txt')").message()).isEqualTo("The list no.txt is no text in UTF-8.");
        assertThat(problem("step.args.to in list('long.txt')").message()).contains("more than 1000 characters in line 2");
        assertThat(problem("step.args.to in list('many.txt')").message()).contains("more than 100000 entries");
        for (String name : List.of("../payees.txt", "/etc/passwd", "below/../payees.txt", "", "./payees.txt", "below", "a\\\\b")) {
            assertThat(problem("step.args.to in list('" + name + "')").message()).as(name).contains("list");
        }
        assertThat(problem("step.args.to in list(step.name)").message()).isEqualTo("'list' takes the name of a file in quotes, such as list('payees.txt').");
        assertThat(problem("list('payees.txt')").message()).contains("must come to true or false");
        assertThat(problem("1 in list('payees.txt')").message()).isNotBlank();
        assertThat(GuardrailCompiler.compile(List.of(new GuardrailSource("x", String.format(GUARDRAIL, "step.args.to in list('payees.txt')")))).problems())
                .singleElement().extracting(Problem::message).asString().contains("this one is in no file");
    }

    @Test
    void list_readsAnyBytes() throws Exception {
        java.util.Random random = new java.util.Random(7);
        for (int i = 0; i < 500; i++) {
            byte[] junk = new byte[random.nextInt(200)];
            random.nextBytes(junk);
            try {
                assertThat(ListFile.of(junk, "junk").entries()).allMatch(entry -> !entry.isBlank() && !entry.startsWith("#"));
            } catch (IOException noText) {
                assertThat(noText).hasMessageContaining("junk");
            }
        }
        assertThat(ListFile.of("a\rb".getBytes(StandardCharsets.UTF_8), "x").entries()).containsExactly("a\rb");
    }

    @Test
    void list_ofTheMostEntries_holdsAllOfThem() throws Exception {
        Files.writeString(directory.resolve("payees.txt"), IntStream.range(0, 100_000).mapToObj(i -> "payee-" + i).collect(Collectors.joining("\n")));
        Bundle bundle = Bundle.read(compiled("payees.yaml", "!(step.args.to in list('payees.txt'))").bundle().bytes());

        assertThat(List.of("payee-0", "payee-50000", "payee-99999")).noneMatch(to -> stopped(bundle, to));
        assertThat(stopped(bundle, "payee-100000")).isTrue();
    }

    private Problem problem(String when) throws IOException {
        Files.writeString(directory.resolve("payees.yaml"), String.format(GUARDRAIL, when));
        return GuardrailCompiler.compile(GuardrailFiles.read(directory)).problems().get(0);
    }

    private Compilation compiled(String file, String when) throws IOException {
        Files.deleteIfExists(directory.resolve("payees.yaml"));
        Files.deleteIfExists(directory.resolve("below/payees.yaml"));
        Files.writeString(directory.resolve(file), String.format(GUARDRAIL, "\"" + when + "\""));
        Compilation compilation = GuardrailCompiler.compile(GuardrailFiles.read(directory));
        assertThat(compilation.problems()).isEmpty();
        return compilation;
    }

    private static boolean stopped(Bundle bundle, Object to) {
        PolicyEngine engine = new PolicyEngine(bundle, null);
        Step.Builder draft = Step.of(new RunId(1, 2), new StepId(1), Operation.TOOL_CALL, "pay").arguments(Map.of("to", to));
        return !new RunGuard(new RunId(1, 2), () -> engine).decide(draft, null).decision().verdicts().isEmpty();
    }
}
