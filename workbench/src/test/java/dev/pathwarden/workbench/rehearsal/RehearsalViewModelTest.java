package dev.pathwarden.workbench.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.model.key.SigningKey;
import dev.pathwarden.model.signing.SignedBundle;
import dev.pathwarden.model.signing.Signers;
import dev.pathwarden.model.snapshot.SnapshotException;
import dev.pathwarden.model.step.Action;
import dev.pathwarden.policies.compiler.GuardrailCompiler;
import dev.pathwarden.policies.authoring.GuardrailCheck.Told;
import dev.pathwarden.policies.dryrun.Aftermath;
import dev.pathwarden.policies.dryrun.DryRunReport;
import dev.pathwarden.policies.engine.Bundle;
import dev.pathwarden.policies.guardrail.GuardrailSource;
import dev.pathwarden.policies.guardrail.Problem;
import dev.pathwarden.policies.rehearsal.Change;
import dev.pathwarden.policies.rehearsal.ComparedGuardrail;
import dev.pathwarden.policies.rehearsal.GuardrailPart;
import dev.pathwarden.policies.rehearsal.Hit;
import dev.pathwarden.policies.rehearsal.Rehearsal;
import dev.pathwarden.policies.rehearsal.Standing;
import dev.pathwarden.workbench.SampleRuns;
import dev.pathwarden.workbench.SampleSnapshot;
import dev.pathwarden.workbench.aftermath.AftermathViewModel;
import dev.pathwarden.workbench.nav.Selection;
import dev.pathwarden.workbench.nav.Workspace;
import dev.pathwarden.workbench.settings.SettingsStore;
import dev.pathwarden.workbench.task.Rest;
import dev.pathwarden.workbench.task.SameThreadTaskExecutor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RehearsalViewModelTest {

    private static final String STOP_SQL = """
            id: no-sql
            title: No SQL
            description: Stops every query.
            severity: low
            maturity: sandbox
            tags: []
            on: [data.sql]
            when: step.sql.tables.exists(t, t == 'customers')
            action: block
            mode: audit
            message: "A query."
            misses: Nothing.
            false_positives: Everything.
            """;

    @TempDir
    private Path directory;
    private final Selection selection = new Selection();
    private final SettingsStore settings = SettingsStore.unkept();
    private Signers signers;
    private final Workspace workspace = new Workspace(location -> SampleSnapshot.demo(), selection, new SameThreadTaskExecutor());
    private final AftermathViewModel aftermath = new AftermathViewModel(workspace, selection, new SameThreadTaskExecutor());
    private final RehearsalViewModel rehearsal = new RehearsalViewModel(workspace, location -> {
        if (location.endsWith("broken.pathwarden")) {
            throw new SnapshotException(SnapshotException.Cause.INPUT, "broken.pathwarden is damaged.");
        }
        return SampleSnapshot.demo().at(location);
    }, new SameThreadTaskExecutor(), Rest.none(), new DeployedSet(settings, place -> Optional.ofNullable(signers)), aftermath, new CheckViewModel(new SameThreadTaskExecutor(), Rest.none(), InstantSource.system()));

    private List<Problem> errors() {
        return rehearsal.toldProperty().get().stream().map(Told::problem).filter(problem -> problem.severity() == Problem.Severity.ERROR).toList();
    }

    private void openSnapshot() {
        workspace.open(List.of(Path.of("demo")));
    }

    private void openGuardrail(String text) throws IOException {
        rehearsal.open(Files.writeString(directory.resolve("rule.yaml"), text));
    }

    @Test
    void rehearse_withoutASnapshot_saysWhatToDo() {
        rehearsal.openPack();

        rehearsal.dryRun().rehearse();

        assertThat(rehearsal.failureProperty().get()).isEqualTo("Open a snapshot first; a rehearsal needs recorded runs.");
        assertThat(rehearsal.dryRun().resultProperty().get()).isNull();
    }

    @Test
    void rehearse_ofTheShippedPack_findsTheThreeStoppedSteps() {
        openSnapshot();
        rehearsal.openPack();

        rehearsal.dryRun().rehearse();

        Rehearsal result = rehearsal.dryRun().resultProperty().get();
        assertThat(result.hits()).filteredOn(hit -> hit.change() == Change.SAME).extracting(Hit::name).containsExactly("web/fetch", "/tmp/customers.csv", "sudo");
        assertThat(result.report().coverage()).isNotEmpty();
        assertThat(result.hanging() + result.later()).as("the record stopped these steps too, so what came behind them did happen as recorded").isZero();
    }

    @Test
    void rehearse_ofANewRule_tellsWhatItWouldNewlyStopAndWhatStandsBehind() throws IOException {
        openSnapshot();
        openGuardrail(STOP_SQL);

        rehearsal.dryRun().rehearse();

        Rehearsal result = rehearsal.dryRun().resultProperty().get();
        assertThat(result.newlyStopped()).isEqualTo(2);
        assertThat(result.noLongerStopped()).isEqualTo(3);
        assertThat(result.hits()).filteredOn(hit -> hit.change() == Change.NEWLY_STOPPED).extracting(Hit::name).containsOnly("SELECT customers");
        assertThat(result.hits()).filteredOn(hit -> hit.name().equals("/tmp/customers.csv")).singleElement().satisfies(hit -> {
            assertThat(hit.before()).isEqualTo(Action.BLOCK);
            assertThat(hit.after()).isEqualTo(Action.ALLOW);
        });
        DryRunReport told = result.report();
        assertThat(result.hanging()).isEqualTo(told.hanging(Aftermath.Tie.CAUSED) + told.hanging(Aftermath.Tie.FED)).isPositive();
        assertThat(result.later()).isEqualTo(told.later());
        assertThat(result.hanging() + result.later()).as("all that came behind the first stop").isEqualTo(9 + 4);
        assertThat(result.hits()).allSatisfy(hit -> assertThat(hit.tie())
                .isEqualTo(told.runs().stream().map(run -> run.aftermath().byStep().get(hit.step())).filter(Objects::nonNull).map(Aftermath.Hanging::tie).findFirst().orElse(null)));
    }

    @Test
    void rehearse_comparedWithTheFilesUnchanged_showsOnlyTheEdit() throws IOException {
        openSnapshot();
        openGuardrail(STOP_SQL);
        rehearsal.dryRun().comparedProperty().set(Compared.UNCHANGED);
        rehearsal.textProperty().set(STOP_SQL.replace("block", "alert"));

        rehearsal.dryRun().rehearse();

        assertThat(rehearsal.dryRun().resultProperty().get().hits()).extracting(Hit::change).containsOnly(Change.NO_LONGER_STOPPED).hasSize(2);
    }

    @Test
    void text_withAMistake_namesItsPlaceAndTheOthersStillLoad() throws IOException {
        Files.writeString(directory.resolve("bad.yaml"), STOP_SQL.replace("no-sql", "bad").replace("step.sql.tables", "step.sql.tabels"));
        openSnapshot();
        Files.writeString(directory.resolve("good.yaml"), STOP_SQL);
        rehearsal.open(directory);

        assertThat(errors()).isNotEmpty().allSatisfy(problem -> {
            assertThat(problem.source()).isEqualTo("bad.yaml");
            assertThat(problem.line()).isEqualTo(8);
        });
        rehearsal.dryRun().rehearse();
        assertThat(rehearsal.dryRun().resultProperty().get().newlyStopped()).isEqualTo(2);
    }

    @Test
    void text_whenTheMistakeIsRepaired_hasNoProblemLeft() throws IOException {
        openGuardrail(STOP_SQL.replace("'customers'", "customers"));
        assertThat(errors()).isNotEmpty();

        rehearsal.textProperty().set(STOP_SQL);

        assertThat(errors()).isEmpty();
    }

    @Test
    void text_thatIsRight_isTriedByItself() throws IOException {
        openSnapshot();
        openGuardrail(STOP_SQL);
        rehearsal.textProperty().set(STOP_SQL.replace("block", "hold"));

        assertThat(rehearsal.dryRun().resultProperty().get().hits()).extracting(Hit::after).contains(Action.HOLD);
        assertThat(rehearsal.dryRun().staleProperty().get()).isFalse();
        assertThat(rehearsal.dryRun().runningProperty().get()).isFalse();
    }

    @Test
    void text_withAMistake_leavesWhatWasFoundAndSaysThatItIsStale() throws IOException {
        openSnapshot();
        openGuardrail(STOP_SQL);
        rehearsal.dryRun().rehearse();
        Rehearsal before = rehearsal.dryRun().resultProperty().get();

        rehearsal.textProperty().set(STOP_SQL.replace("step.sql.tables", "step.sql.tabels"));

        assertThat(rehearsal.dryRun().resultProperty().get()).isSameAs(before);
        assertThat(rehearsal.dryRun().staleProperty().get()).isTrue();
        rehearsal.textProperty().set(STOP_SQL);
        assertThat(rehearsal.dryRun().staleProperty().get()).as("the text is again what was tried").isFalse();
    }

    @Test
    void text_beforeASnapshotIsOpen_isNotTriedAndNobodyIsToldOff() throws IOException {
        openGuardrail(STOP_SQL);
        rehearsal.textProperty().set(STOP_SQL.replace("block", "hold"));

        assertThat(rehearsal.dryRun().resultProperty().get()).isNull();
        assertThat(rehearsal.failureProperty().get()).isEmpty();
    }

    @Test
    void folder_isTriedWhole_andAHitOpensTheSnapshotThatItIsFrom() throws IOException {
        Path folder = Files.createDirectory(directory.resolve("recordings"));
        Files.writeString(folder.resolve("broken.pathwarden"), "no archive");
        Path good = Files.writeString(folder.resolve("good.pathwarden"), "opened by the test");
        openGuardrail(STOP_SQL);

        rehearsal.dryRun().folderProperty().set(folder);

        Rehearsal result = rehearsal.dryRun().resultProperty().get();
        assertThat(result.newlyStopped()).isEqualTo(2);
        assertThat(result.unread()).isEqualTo(1);
        assertThat(result.unreadable()).containsExactly("broken.pathwarden is damaged.");
        rehearsal.dryRun().open(result.hits().getFirst());
        assertThat(workspace.locations()).containsExactly(good);
        assertThat(selection.step()).isEqualTo(result.hits().getFirst().step());
        assertThat(rehearsal.dryRun().resultProperty().get()).as("what was found in the folder stays").isSameAs(result);
    }

    @Test
    void comparison_withSomethingElse_isMadeByItself() throws IOException {
        openSnapshot();
        openGuardrail(STOP_SQL);
        rehearsal.dryRun().rehearse();

        rehearsal.dryRun().comparedProperty().set(Compared.UNCHANGED);

        assertThat(rehearsal.dryRun().resultProperty().get().hits()).extracting(Hit::change).containsOnly(Change.SAME);
    }

    private Bundle compile(String text) {
        return GuardrailCompiler.compile(List.of(new GuardrailSource("rule.yaml", text))).bundle();
    }

    private Rehearsal compareWith(Path deployed) {
        rehearsal.dryRun().comparedProperty().set(Compared.DEPLOYED);
        rehearsal.dryRun().deployed().placeProperty().set(deployed);
        rehearsal.dryRun().rehearse();
        return rehearsal.dryRun().resultProperty().get();
    }

    @Test
    void deployed_isComparedWith_whetherBundleOrDirectory_andRemembered() throws IOException {
        openSnapshot();
        openGuardrail(STOP_SQL);
        Path bundle = Files.write(directory.resolve("live.pwb"), compile(STOP_SQL).bytes());
        Files.writeString(Files.createDirectory(directory.resolve("live")).resolve("rule.yaml"), STOP_SQL.replace("block", "alert"));

        assertThat(compareWith(bundle).guardrails()).extracting(ComparedGuardrail::standing).containsExactly(Standing.SAME);
        assertThat(settings.settings().deployed().place()).isEqualTo(bundle);
        assertThat(compareWith(directory.resolve("live")).guardrails()).singleElement().satisfies(row -> {
            assertThat(row.parts()).containsExactly(GuardrailPart.ACTION);
            assertThat(row.newlyStopped()).isEqualTo(2);
        });
        assertThat(rehearsal.failureProperty().get()).isEmpty();
    }

    @Test
    void deployed_thatIsNotChosenOrCannotBeRead_isToldInASentence() throws IOException {
        openSnapshot();
        openGuardrail(STOP_SQL);

        compareWith(null);
        assertThat(rehearsal.failureProperty().get()).isEqualTo("Choose what is deployed first: a bundle, or a directory of guardrails.");
        compareWith(directory.resolve("gone"));
        assertThat(rehearsal.failureProperty().get()).isEqualTo("There is nothing at " + directory.resolve("gone") + " any more; choose again what is deployed.");
        compareWith(Files.createDirectory(directory.resolve("empty")));
        assertThat(rehearsal.failureProperty().get()).startsWith("There is no guardrail in " + directory.resolve("empty"));
        compareWith(Files.writeString(directory.resolve("wrong.yaml"), STOP_SQL.replace("step.sql.tables", "step.sql.tabels")));
        assertThat(rehearsal.failureProperty().get()).startsWith("A guardrail in " + directory.resolve("wrong.yaml") + " has an error: ").contains("wrong.yaml:8");
        byte[] damaged = compile(STOP_SQL).bytes();
        damaged[damaged.length - 1] ^= 1;
        compareWith(Files.write(directory.resolve("damaged.pwb"), damaged));
        assertThat(rehearsal.failureProperty().get()).startsWith("The bundle " + directory.resolve("damaged.pwb") + " is refused. ");
        assertThat(rehearsal.dryRun().resultProperty().get()).isNull();
    }

    @Test
    void deployed_bundle_isCheckedAgainstTheKeysThatAreKnown() throws Exception {
        openSnapshot();
        openGuardrail(STOP_SQL);
        SigningKey.make(directory.resolve("a.key"));
        SigningKey.make(directory.resolve("b.key"));
        SigningKey own = SigningKey.read(directory.resolve("a.key"));
        Path bundle = Files.write(directory.resolve("signed.pwb"), SignedBundle.sign(compile(STOP_SQL).bytes(), 1, 1, new TreeMap<>(), own.privateKey(), own.publicText()));

        assertThat(compareWith(bundle).guardrails()).as("nobody says whose it is").hasSize(1);
        signers = new Signers(List.of(own.publicText()), 1);
        assertThat(compareWith(bundle).guardrails()).hasSize(1);
        assertThat(rehearsal.failureProperty().get()).isEmpty();
        signers = new Signers(List.of(SigningKey.read(directory.resolve("b.key")).publicText()), 1);
        rehearsal.dryRun().rehearse();
        assertThat(rehearsal.failureProperty().get()).startsWith("The bundle " + bundle + " is refused. ");
    }

    /** A plan is a file that others can write: it does not say better than the user who signs. */
    @Test
    void deployed_bundle_isCheckedAgainstTheKeysThatTheUserNamed_whateverTheOpenPlanSays() throws Exception {
        openSnapshot();
        openGuardrail(STOP_SQL);
        SigningKey.make(directory.resolve("a.key"));
        SigningKey.make(directory.resolve("b.key"));
        SigningKey own = SigningKey.read(directory.resolve("a.key"));
        SigningKey other = SigningKey.read(directory.resolve("b.key"));
        Path bundle = Files.write(directory.resolve("signed.pwb"), SignedBundle.sign(compile(STOP_SQL).bytes(), 1, 1, new TreeMap<>(), own.privateKey(), own.publicText()));
        assertThat(compareWith(bundle).guardrails()).hasSize(1);
        DeployedSet deployed = rehearsal.dryRun().deployed();
        assertThat(deployed.told()).isEqualTo("Its signatures are not checked: nobody said who has to sign.");

        deployed.remember(new Signers(List.of(other.publicText()), 1));
        assertThat(settings.settings().deployed().signers()).containsEntry(bundle, new Signers(List.of(other.publicText()), 1));
        assertThat(rehearsal.failureProperty().get()).isEqualTo("The bundle " + bundle + " is refused. It is signed by the key " + own.fingerprint() + ", and only what the key " + other.fingerprint() + " signed is accepted; sign it with that one.");

        deployed.remember(new Signers(List.of(own.publicText()), 1));
        rehearsal.dryRun().rehearse();
        assertThat(rehearsal.failureProperty().get()).isEmpty();
        signers = new Signers(List.of(other.publicText()), 1);
        rehearsal.dryRun().rehearse();
        assertThat(rehearsal.failureProperty().get()).isEqualTo("The plan that is open says that " + bundle + " is signed by the key " + other.fingerprint() + ", and you said by the key " + own.fingerprint()
                + ": ask whoever deploys who signs, and say so with \u2018Signatures\u2019. It was not compared with.");
        assertThat(deployed.told()).startsWith("You said that it is signed by the key " + own.fingerprint());

        Path elsewhere = Files.copy(bundle, directory.resolve("elsewhere.pwb"));
        signers = null;
        assertThat(compareWith(elsewhere).guardrails()).hasSize(1);
        assertThat(deployed.rememberedProperty().get()).as("each bundle has its own").isNull();
        deployed.placeProperty().set(bundle);
        assertThat(deployed.rememberedProperty().get()).isEqualTo(new Signers(List.of(own.publicText()), 1));
        deployed.remember(null);
        assertThat(settings.settings().deployed().signers()).isEmpty();
    }

    @Test
    void draft_asItIsOffered_hasNoProblem() {
        rehearsal.newDraft();

        assertThat(errors()).isEmpty();
        assertThat(rehearsal.textProperty().get()).contains("id: my-guardrail");
    }

    @Test
    void open_ofADirectoryThatIsNotThere_saysSo() {
        rehearsal.open(directory.resolve("none"));

        assertThat(rehearsal.failureProperty().get()).contains("none").contains("no such file or directory");
    }

    @Test
    void hit_whenOpened_selectsItsStepInItsRun() throws IOException {
        openSnapshot();
        openGuardrail(STOP_SQL);
        rehearsal.dryRun().rehearse();
        Hit hit = rehearsal.dryRun().resultProperty().get().hits().stream().filter(each -> each.run().id().equals(SampleRuns.allowed().run().id())).findFirst().orElseThrow();

        rehearsal.dryRun().open(hit);

        assertThat(selection.run().run().id()).isEqualTo(hit.run().id());
        assertThat(selection.step()).isEqualTo(hit.step());
    }

    @Test
    void save_ofADraft_writesItsText() throws IOException {
        rehearsal.newDraft();

        rehearsal.save(directory.resolve("mine.yaml"));

        assertThat(directory.resolve("mine.yaml")).hasContent(rehearsal.textProperty().get());
    }
}
