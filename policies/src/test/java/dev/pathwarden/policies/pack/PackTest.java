package dev.pathwarden.policies.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pathwarden.model.step.Action;
import dev.pathwarden.model.step.Mode;
import dev.pathwarden.policies.compiler.Compilation;
import dev.pathwarden.policies.compiler.GuardrailCompiler;
import dev.pathwarden.policies.engine.Guardrail;
import dev.pathwarden.policies.guardrail.GuardrailFiles;
import dev.pathwarden.policies.guardrail.GuardrailSource;
import dev.pathwarden.policies.testing.GuardrailTests;
import dev.pathwarden.policies.testing.TestReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PackTest {

    private static final Path DIRECTORY = Path.of("pack");

    @Test
    void shipped_holdsEveryFileOfThePackDirectory() throws IOException {
        List<String> onDisk = GuardrailFiles.read(DIRECTORY).stream().map(source -> "pack/" + source.name()).toList();

        assertThat(Pack.shipped()).extracting(GuardrailSource::name).containsExactlyElementsOf(onDisk).hasSizeGreaterThanOrEqualTo(5);
    }

    @Test
    void shipped_compilesWithoutAProblem() {
        assertThat(GuardrailCompiler.compile(Pack.shipped()).problems()).isEmpty();
    }

    @Test
    void shipped_passesItsOwnTests_whichBringEveryClauseToTrueAndFalse() {
        TestReport report = GuardrailTests.run(GuardrailCompiler.compile(Pack.shipped()));

        assertThat(report.guardrails()).allSatisfy(guardrail -> {
            assertThat(guardrail.tests()).filteredOn(test -> !test.passed()).isEmpty();
            assertThat(guardrail.tests()).hasSizeGreaterThanOrEqualTo(2);
            assertThat(guardrail.clauses()).filteredOn(clause -> clause.truth() && !clause.full()).isEmpty();
        });
    }

    @Test
    void shipped_onlyAudits_andIsNamedLikeItsFile() {
        Compilation compilation = GuardrailCompiler.compile(Pack.shipped());

        assertThat(compilation.documents()).allSatisfy(document -> {
            assertThat(document.mode()).isEqualTo(Mode.AUDIT);
            assertThat(document.source()).endsWith("/" + document.id().value() + ".yaml");
            assertThat(document.tags()).anyMatch(tag -> tag.startsWith("ASI")).anyMatch(tag -> tag.startsWith("AML.T"));
            assertThat(document.misses()).isNotBlank();
            assertThat(document.falsePositives()).isNotBlank();
        });
    }

    @Test
    void shipped_hasAGuardrailForEachEntryOfTheLists() {
        Compilation compilation = GuardrailCompiler.compile(Pack.shipped());

        assertThat(Entries.ALL.keySet()).allSatisfy(entry -> assertThat(compilation.documents()).anyMatch(document -> document.tags().contains(entry)));
    }

    @Test
    void profiles_nameGuardrailsOfThePack_andStrictStopsNoLessThanBalanced() {
        Compilation pack = GuardrailCompiler.compile(Pack.shipped());
        Map<String, Action> balanced = Pack.profile("balanced").actions();
        Map<String, Action> strict = Pack.profile("strict").actions();

        for (String name : Pack.PROFILES) {
            assertThat(Pack.profile(name).name()).isEqualTo(name);
            assertThat(pack.under(Pack.profile(name)).bundle().guardrails()).extracting(Guardrail::id).containsExactlyInAnyOrderElementsOf(Pack.profile(name).actions().keySet());
        }
        assertThat(Pack.profile("observe").actions().values()).containsOnly(Action.ALERT);
        assertThat(Pack.profile("observe").actions().keySet()).isEqualTo(strict.keySet());
        assertThat(strict.keySet()).containsExactlyInAnyOrderElementsOf(pack.bundle().guardrails().stream().map(Guardrail::id).toList());
        balanced.forEach((id, action) -> assertThat(strict.get(id)).as(id).isIn(action, Action.BLOCK));
    }

    @Test
    void standard_asksOfEachGuardrailWhatItsFileSays() {
        Compilation standard = GuardrailCompiler.compile(Pack.standard());

        assertThat(standard.bundle().guardrails()).extracting(Guardrail::id).containsExactlyInAnyOrderElementsOf(Pack.profile(Pack.STANDARD).actions().keySet());
        assertThat(standard.bundle().guardrails()).allSatisfy(guardrail -> assertThat(guardrail.action()).isEqualTo(Pack.profile(Pack.STANDARD).actions().get(guardrail.id())));
    }

    @Test
    void profile_thatDoesNotExist_isNamedWithThoseThatDo() {
        assertThatThrownBy(() -> Pack.profile("../pack/sql/destructive-sql")).hasMessageContaining("There are observe, balanced, strict.");
    }

    @Test
    void drafts_passTheirOwnTests() throws IOException {
        Compilation compilation = GuardrailCompiler.compile(GuardrailFiles.read(Path.of("examples")));
        TestReport report = GuardrailTests.run(compilation);

        assertThat(compilation.problems()).isEmpty();
        assertThat(report.tests()).isPositive();
        assertThat(report.guardrails()).allSatisfy(guardrail -> assertThat(guardrail.tests()).filteredOn(test -> !test.passed()).isEmpty());
    }
}
