package dev.pathwarden.recorder.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.model.signing.Acknowledgement;
import dev.pathwarden.model.signing.SignedBundle;
import dev.pathwarden.model.step.Mode;
import dev.pathwarden.policies.engine.Bundle;
import dev.pathwarden.policies.engine.Degree;
import dev.pathwarden.policies.engine.Guardrail;
import dev.pathwarden.policies.engine.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Guardrails that are rolled out from the command line. */
class RolloutCommandTest {

    private static final String A = "0a".repeat(16);
    private static final String B = "0b".repeat(16);

    @TempDir
    private Path directory;
    private Path bundle;
    private Path plan;
    private Path drafts;

    @BeforeEach
    void deployed() throws Exception {
        bundle = directory.resolve("guardrails.bundle");
        plan = directory.resolve("plan.yaml");
        drafts = directory.resolve("drafts");
        draft(directory.resolve("live"), "kept", "step.sql.writes");
        draft(directory.resolve("live"), "changed", "step.sql.writes");
        draft(drafts, "kept", "step.sql.writes");
        draft(drafts, "changed", "!step.sql.writes");
        draft(drafts, "fresh", "step.sql.writes");
    }

    @Test
    void rollout_goesThroughItsStages_andTakesNothingAwayBeforeTheLast() throws Exception {
        cli("policy", "bundle", directory.resolve("live"), "--out", bundle);
        CliRun planned = cli("policy", "rollout", "plan", "--policies", drafts, "--bundle", bundle, "--out", plan, "--stage", "audit,for=7d,then=off", "--stage", "hold,share=10,agents=" + A + "+" + B + ",others=off", "--stage", "enforce");

        assertThat(planned.err()).isEmpty();
        assertThat(planned.out()).contains("2 guardrails in 3 stages, onto ").contains("1  audit until ").contains(", then off").contains("2  hold for 10 of 100 runs of 2 agents, off for the others").contains("3  enforce\n");
        assertThat(Files.readString(plan)).contains("bundle: guardrails.bundle ").contains("drafts: drafts ").contains("guardrails: [changed, fresh]");

        CliRun pushed = cli("policy", "rollout", "push", plan);
        assertThat(pushed.err()).isEmpty();
        assertThat(pushed.out()).startsWith("Deployed: stage 1 of 3, audit until ");
        assertThat(ids()).containsExactly("changed", "kept", "changed.next", "fresh");
        assertThat(guardrail("changed").stage()).isNull();
        assertThat(guardrail("changed.next").stage().inside()).isEqualTo(Degree.AUDIT);
        assertThat(guardrail("fresh").stage().after()).isEqualTo(Degree.OFF);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("guardrails.bundle.acks")))).isEqualTo("rwx------");

        assertThat(cli("policy", "rollout", "push", plan).err()).contains("The roll-out has begun: stage 1 of 3");
        assertThat(cli("policy", "rollout", "next", plan).out()).startsWith("Deployed: stage 2 of 3, hold for 10 of 100 runs of 2 agents, off for the others");
        assertThat(guardrail("fresh").stage()).isEqualTo(new Stage(Degree.HOLD, Degree.OFF, java.util.Set.of(A, B), 10, null, Degree.HOLD));
        assertThat(cli("policy", "rollout", "next", plan).out()).startsWith("Deployed: stage 3 of 3, enforce");
        assertThat(ids()).containsExactly("changed", "fresh", "kept");
        assertThat(deployedBundle().guardrails()).allSatisfy(guardrail -> assertThat(guardrail.stage()).isNull());
        assertThat(guardrail("fresh").mode()).isEqualTo(Mode.ENFORCE);
        assertThat(guardrail("kept").mode()).isEqualTo(Mode.AUDIT);
        CliRun done = cli("policy", "rollout", "next", plan);
        assertThat(done.code()).isEqualTo(ExitCode.INPUT);
        assertThat(done.err()).contains("The roll-out is done");

        assertThat(cli("policy", "rollout", "rollback", plan).out()).startsWith("Rolled back: what was there before");
        assertThat(ids()).containsExactly("changed", "kept");
        assertThat(cli("policy", "rollout", "rollback", plan).err()).contains("There is nothing to roll back");
    }

    @Test
    void agents_areNamedAsTheSnapshotsNameThem_alsoInThePlanThatAPersonChanges() throws Exception {
        Path journal = SampleJournal.write(Files.createDirectory(directory.resolve("journal")));
        CliRun planned = cli("policy", "rollout", "plan", "--policies", drafts, "--bundle", bundle, "--out", plan, "--stage", "hold,agents=reporter", "--stage", "enforce", journal);

        assertThat(planned.err()).isEmpty();
        assertThat(planned.out()).contains("1  hold for 1 agent, audit for the others").contains("agents that acted: reporter");
        assertThat(Files.readString(plan)).contains("agents: [\"reporter\"], others: audit").contains("  \"reporter\": [\"agent-0123\"]");
        assertThat(cli("policy", "rollout", "push", plan).err()).isEmpty();
        assertThat(guardrail("fresh").stage().agents()).containsExactly("agent-0123");

        Files.writeString(plan, Files.readString(plan).replace("agents: [\"reporter\"], others", "agents: [reportr], others"));
        CliRun mistyped = cli("policy", "rollout", "next", plan);
        assertThat(mistyped.code()).isEqualTo(ExitCode.INPUT);
        assertThat(mistyped.err()).contains("plan.yaml:").contains("No agent is called 'reportr' in the rehearsed runs").contains("Did you mean 'reporter'?");
        CliRun unknown = cli("policy", "rollout", "plan", "--policies", drafts, "--bundle", bundle, "--out", directory.resolve("other.yaml"), "--stage", "hold,agents=mailer", "--stage", "enforce", journal);
        assertThat(unknown.code()).isEqualTo(ExitCode.USAGE);
        assertThat(unknown.err()).contains("no agent is called 'mailer' in the snapshots, in which reporter acts; name one of these, an id, or a snapshot in which it acted");
        assertThat(directory.resolve("other.yaml")).doesNotExist();
    }

    @Test
    void plan_onWhatIsDeployedNoMore_isStale_andChangesNothing() throws Exception {
        cli("policy", "bundle", directory.resolve("live"), "--out", bundle);
        cli("policy", "rollout", "plan", "--policies", drafts, "--bundle", bundle, "--out", plan);
        cli("policy", "bundle", drafts, "--out", bundle, "--replace");
        byte[] there = Files.readAllBytes(bundle);

        for (String verb : List.of("push", "next", "rollback")) {
            CliRun refused = cli("policy", "rollout", verb, plan);
            assertThat(refused.code()).as(verb).isEqualTo(ExitCode.INPUT);
            assertThat(refused.err()).as(verb).contains("is stale: it was made on ").contains("something else is deployed now").contains("'pathwarden policy rollout plan'");
        }
        assertThat(Files.readAllBytes(bundle)).isEqualTo(there);
        assertThat(cli("policy", "rollout", "status", plan).out()).contains("stale       The plan ");
        Files.delete(bundle);
        assertThat(cli("policy", "rollout", "push", plan).err()).contains("There is no " + bundle + " any more");
    }

    @Test
    void plan_ofDraftsThatChanged_isRefused_andSoIsOneOfNothing() throws Exception {
        cli("policy", "bundle", directory.resolve("live"), "--out", bundle);
        cli("policy", "rollout", "plan", "--policies", drafts, "--bundle", bundle, "--out", plan);
        draft(drafts, "fresh", "!step.sql.writes");

        CliRun changed = cli("policy", "rollout", "push", plan);
        assertThat(changed.code()).isEqualTo(ExitCode.INPUT);
        assertThat(changed.err()).contains("are not those that the plan " + plan + " is of");
        CliRun nothing = cli("policy", "rollout", "plan", "--policies", directory.resolve("live"), "--bundle", bundle, "--out", directory.resolve("other.yaml"));
        assertThat(nothing.code()).isEqualTo(ExitCode.INPUT);
        assertThat(nothing.err()).contains("There is nothing to roll out");
        assertThat(directory.resolve("other.yaml")).doesNotExist();
        assertThat(cli("policy", "rollout", "plan", "--policies", drafts, "--bundle", bundle, "--out", directory.resolve("other.yaml"), "--stage", "audit").err()).contains("The last stage of a plan is 'enforce'");
        assertThat(cli("policy", "rollout", "plan", "--policies", drafts, "--bundle", bundle, "--out", directory.resolve("other.yaml"), "--stage", "audit,for=7d", "--stage", "enforce").err()).contains("belong together");
        assertThat(cli("policy", "rollout", "plan", "--policies", drafts, "--bundle", bundle, "--out", plan).code()).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void signedBundle_isFollowedByTheNextNumber_alsoWhenItIsRolledBack() throws Exception {
        String key = cli("policy", "key", "--file", directory.resolve("a.key")).out().strip();
        cli("policy", "bundle", directory.resolve("live"), "--out", bundle, "--sign", directory.resolve("a.key"), "--sequence", 4);
        cli("policy", "rollout", "plan", "--policies", drafts, "--bundle", bundle, "--policy-key", key, "--out", plan);

        assertThat(cli("policy", "rollout", "push", plan).err()).contains("has to be signed: name the key with --sign KEYFILE");
        assertThat(cli("policy", "rollout", "push", plan, "--sign", directory.resolve("a.key")).out()).contains("sequence 5, signed by the key " + key.substring(0, 8));
        assertThat(cli("policy", "rollout", "rollback", plan, "--sign", directory.resolve("a.key")).out()).contains("sequence 6");
        assertThat(ids()).containsExactly("changed", "kept");
        assertThat(cli("policy", "verify", bundle, "--key", key).code()).isZero();
        // The same guardrails, put there by somebody else meanwhile.
        CliRun again = cli("policy", "rollout", "push", plan, "--sign", directory.resolve("a.key"));
        assertThat(again.err()).contains("is stale").contains("under the number 4").contains("what was deployed then was put there anew").contains("under the number 6");
    }

    /** Else whoever can write beside the plan has guardrails of theirs signed by whoever rolls back. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatIsPutBack_isSignedOnlyIfItWasSigned(boolean keysAreNamed) throws Exception {
        String key = cli("policy", "key", "--file", directory.resolve("a.key")).out().strip();
        cli("policy", "key", "--file", directory.resolve("b.key"));
        cli("policy", "bundle", directory.resolve("live"), "--out", bundle, "--sign", directory.resolve("a.key"), "--sequence", 4);
        if (keysAreNamed) {
            cli("policy", "rollout", "plan", "--policies", drafts, "--bundle", bundle, "--policy-key", key, "--out", plan);
        } else {
            cli("policy", "rollout", "plan", "--policies", drafts, "--bundle", bundle, "--out", plan);
        }
        assertThat(cli("policy", "rollout", "push", plan, "--sign", directory.resolve("a.key")).code()).isZero();
        byte[] pushed = Files.readAllBytes(bundle);
        Path base = directory.resolve("plan.yaml.base");
        Files.delete(base);
        cli("policy", "bundle", directory.resolve("live"), "--out", base, "--sign", directory.resolve("b.key"), "--sequence", 4);

        CliRun refused = cli("policy", "rollout", "rollback", plan, "--sign", directory.resolve("a.key"));

        assertThat(refused.code()).isEqualTo(ExitCode.INPUT);
        assertThat(refused.err()).contains("The bundle " + base + " is refused. It is signed by");
        assertThat(Files.readAllBytes(bundle)).isEqualTo(pushed);
    }

    @Test
    void twoKeys_haveToSign_andOneAloneIsNotDeployed() throws Exception {
        String a = cli("policy", "key", "--file", directory.resolve("a.key")).out().strip();
        String b = cli("policy", "key", "--file", directory.resolve("b.key")).out().strip();
        cli("policy", "key", "--file", directory.resolve("c.key"));
        cli("policy", "rollout", "plan", "--policies", drafts, "--bundle", bundle, "--policy-key", a + "," + b, "--out", plan);

        assertThat(cli("policy", "rollout", "push", plan).err()).contains("Nothing was changed: 2 of the keys " + a.substring(0, 8) + " and " + b.substring(0, 8) + " have to sign first");
        assertThat(cli("policy", "rollout", "sign", plan, "--sign", directory.resolve("c.key")).err()).contains("asks for no signature of the key");
        assertThat(cli("policy", "rollout", "sign", plan, "--sign", directory.resolve("a.key")).out()).startsWith("Waits for 2 signatures, has 1: stage 1 of 3");
        CliRun alone = cli("policy", "rollout", "push", plan);
        assertThat(alone.code()).isEqualTo(ExitCode.INPUT);
        assertThat(alone.err()).contains("It is signed by the key " + a.substring(0, 8) + " alone, and 2 of the keys");
        assertThat(bundle).doesNotExist();
        CliRun verified = cli("policy", "verify", directory.resolve("plan.yaml.signed"), "--key", a + "," + b);
        assertThat(verified.code()).isEqualTo(ExitCode.INPUT);
        assertThat(verified.err()).contains("signed by the key " + a.substring(0, 8) + " alone");
        assertThat(cli("policy", "rollout", "sign", plan, "--sign", directory.resolve("a.key")).out()).contains("has 1");

        assertThat(cli("policy", "rollout", "sign", plan, "--sign", directory.resolve("b.key")).out()).startsWith("Waits for 2 signatures, has 2");
        assertThat(cli("policy", "rollout", "push", plan).out()).contains("sequence 1, signed by the keys " + a.substring(0, 8) + " and " + b.substring(0, 8));
        assertThat(directory.resolve("plan.yaml.signed")).doesNotExist();
        assertThat(cli("policy", "verify", bundle, "--key", a + "," + b).out()).contains("signed by   the keys " + a.substring(0, 8) + " and " + b.substring(0, 8));
        assertThat(cli("policy", "verify", bundle, "--key", b).code()).isZero();
        // What was signed for the first stage does not do for the second.
        assertThat(cli("policy", "rollout", "next", plan).err()).contains("have to sign first");
        assertThat(ids()).containsExactly("changed", "fresh", "kept");

        Path seen = directory.resolve("seen");
        CliRun run = cli("run", "--policies", bundle, "--policy-key", a + "," + b, "--out", directory.resolve("recorded"), "--", "sh", "-c", "printf %s \"$JAVA_TOOL_OPTIONS\" > '" + seen + "'");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(Files.readString(seen)).contains(",policyKey=" + a + "+" + b).doesNotContain("signatures=");
        CliRun refused = cli("run", "--policies", directory.resolve("plan.yaml"), "--policy-key", a, "--signatures", 2, "--out", directory.resolve("never"), "--", "true");
        assertThat(refused.code()).isEqualTo(125);
        assertThat(refused.err()).contains("--signatures says how many of the keys have to sign, from 1 to 1, not 2");
    }

    /** One of two is enough: what was signed beforehand is what is deployed, by whoever pushes. */
    @Test
    void oneOfTwoKeys_signsBeforehand() throws Exception {
        String a = cli("policy", "key", "--file", directory.resolve("a.key")).out().strip();
        String b = cli("policy", "key", "--file", directory.resolve("b.key")).out().strip();
        cli("policy", "rollout", "plan", "--policies", drafts, "--bundle", bundle, "--policy-key", a + "," + b, "--signatures", 1, "--out", plan);
        assertThat(cli("policy", "rollout", "push", plan).err()).contains("has to be signed: name the key with --sign KEYFILE");
        assertThat(cli("policy", "rollout", "sign", plan, "--sign", directory.resolve("b.key")).out()).startsWith("Has the signature that it waited for: stage 1 of 3");

        CliRun pushed = cli("policy", "rollout", "push", plan);

        assertThat(pushed.err()).isEmpty();
        assertThat(pushed.out()).contains("signed by the key " + b.substring(0, 8));
        assertThat(cli("policy", "rollout", "next", plan, "--sign", directory.resolve("a.key")).out()).contains("sequence 2, signed by the key " + a.substring(0, 8));
    }

    @ParameterizedTest
    @ValueSource(strings = {",", "", "hold,", "hold,agents=", "hold,agents=a+", "audit,for=999999w,then=off", "hold,share=0"})
    void stageThatCannotBe_isTold_andNothingIsWritten(String stage) {
        CliRun refused = cli("policy", "rollout", "plan", "--policies", drafts, "--bundle", bundle, "--out", plan, "--stage", stage, "--stage", "enforce");

        assertThat(refused.code()).isEqualTo(ExitCode.USAGE);
        assertThat(refused.err()).contains("--stage '" + stage + "' cannot be read: ");
        assertThat(plan).doesNotExist();
    }

    @Test
    void directories_wherePlansKeysAndBundlesAreAskedFor_areToldByName() throws Exception {
        Path none = Files.createDirectory(directory.resolve("none"));
        cli("policy", "rollout", "plan", "--policies", drafts, "--bundle", bundle, "--out", plan);

        assertThat(cli("policy", "rollout", "status", none)).satisfies(run -> {
            assertThat(run.code()).isEqualTo(ExitCode.INPUT);
            assertThat(run.err()).contains(none + " is no file, and so no plan");
        });
        assertThat(cli("policy", "rollout", "plan", "--policies", drafts, "--bundle", none, "--out", directory.resolve("o.yaml"))).satisfies(run -> {
            assertThat(run.code()).isEqualTo(ExitCode.INPUT);
            assertThat(run.err()).contains(none + " is no file, and so no bundle");
        });
        assertThat(cli("policy", "rollout", "push", plan, "--sign", none)).satisfies(run -> {
            assertThat(run.code()).isEqualTo(ExitCode.INPUT);
            assertThat(run.err()).contains(none + " is no file, and holds no key");
        });
        assertThat(cli("policy", "rollout", "plan", "--policies", drafts, "--bundle", bundle, "--out", none, "--replace")).satisfies(run -> {
            assertThat(run.code()).isEqualTo(ExitCode.USAGE);
            assertThat(run.err()).contains(none + " is a directory");
        });
        assertThat(cli("policy", "rollout", "plan", "--policies", drafts, "--bundle", bundle, "--out", drafts.resolve("plan.yaml"))).satisfies(run -> {
            assertThat(run.code()).isEqualTo(ExitCode.USAGE);
            assertThat(run.err()).contains("would lie among the guardrails of " + drafts);
        });
        assertThat(drafts.resolve("plan.yaml")).doesNotExist();
    }

    /** A roll-out that was begun is left for another one: what it tried stays as it is beside what is tried now. */
    @Test
    void planOntoAStageOfAnother_goesOn() throws Exception {
        cli("policy", "bundle", directory.resolve("live"), "--out", bundle);
        cli("policy", "rollout", "plan", "--policies", drafts, "--bundle", bundle, "--out", plan);
        cli("policy", "rollout", "push", plan);
        Path second = directory.resolve("second.yaml");
        draft(drafts, "changed", "step.sql.writes || !step.sql.writes");
        assertThat(cli("policy", "rollout", "plan", "--policies", drafts, "--bundle", bundle, "--out", second).err()).contains("What is deployed is a stage of another roll-out");

        CliRun pushed = cli("policy", "rollout", "push", second);

        assertThat(pushed.err()).isEmpty();
        assertThat(ids()).containsExactly("changed", "kept", "changed.next", "fresh", "changed.next2", "fresh.next");
        assertThat(cli("policy", "rollout", "status", second).out()).contains("stage 1 of 3");
        assertThat(cli("policy", "rollout", "rollback", second).code()).isZero();
        assertThat(ids()).containsExactly("changed", "kept", "changed.next", "fresh");
    }

    /** Times that no clock has shown, and more recorders than are told of one by one. */
    @Test
    void status_ofManyRecordersWithTimesOfTheirOwn_tellsThoseThatNeedALookFirst() throws Exception {
        cli("policy", "rollout", "plan", "--policies", drafts, "--bundle", bundle, "--out", plan);
        cli("policy", "rollout", "push", plan);
        Instant now = Instant.now();
        String hash = deployedBundle().hash();
        for (int i = 0; i < 210; i++) {
            said(String.format("%03d-a", i), hash, null, now, now, false);
        }
        said("999-z", "0123456789abcdef", "It is damaged.", now, now, false);
        said("998-y", hash, null, Instant.ofEpochSecond(0, Long.MIN_VALUE), now, false);

        CliRun status = cli("policy", "rollout", "status", plan);

        assertThat(status.code()).isEqualTo(ExitCode.CHECK);
        assertThat(status.out()).contains("211 of 212 that are there have what is deployed").containsPattern("what is deployed\n  refused   999-z .*: It is damaged[.]").contains("and 12 more, all of which have it");
        Files.delete(directory.resolve("guardrails.bundle.acks/999-z.json"));
        assertThat(cli("policy", "rollout", "status", plan).code()).isZero();
        // What cannot be read may be a recorder that refused.
        Files.writeString(directory.resolve("guardrails.bundle.acks/999-z.json"), "{");
        assertThat(cli("policy", "rollout", "status", plan).code()).isEqualTo(ExitCode.CHECK);
        assertThat(cli("policy", "rollout", "status", plan, "--json").out()).contains("\"unread\":1");
    }

    @Test
    void status_tellsOfEachRecorder_whatItSaid_andOfThoseThatNeverDid() throws Exception {
        cli("policy", "rollout", "plan", "--policies", drafts, "--bundle", bundle, "--recorders", 6, "--out", plan);
        cli("policy", "rollout", "push", plan);
        Instant now = Instant.now();
        String hash = deployedBundle().hash();
        said("1-a", hash, null, now, now, false);
        said("2-b", "0123456789abcdef", null, now.minusSeconds(60), now, false);
        said("3-c", "0123456789abcdef", "It is damaged\u001b[31m or cut short.", now, now, false);
        said("4-d", hash, null, now, now.minusSeconds(600), false);
        said("5-e", hash, null, now, now.minusSeconds(600), true);
        Files.writeString(directory.resolve("guardrails.bundle.acks/junk.json"), "{");

        CliRun status = cli("policy", "rollout", "status", plan);

        assertThat(status.code()).isEqualTo(ExitCode.CHECK);
        assertThat(status.out().lines().map(String::strip)).anyMatch(line -> line.startsWith("stands at   stage 1 of 3, audit"))
                .anyMatch(line -> line.matches("recorders +1 of 4 that are there have what is deployed; 1 ended; 1 file there cannot be read"))
                .anyMatch(line -> line.startsWith("taken") && line.contains("1-a"))
                .anyMatch(line -> line.startsWith("no answer") && line.contains("2-b"))
                .anyMatch(line -> line.startsWith("refused") && line.contains("3-c"))
                .anyMatch(line -> line.startsWith("not seen") && line.contains("4-d"))
                .anyMatch(line -> line.startsWith("never") && line.contains("2 recorders of the 6 that the plan expects have"));
        assertThat(status.out()).contains("It is damaged").doesNotContain("\u001b").doesNotContain("5-e").contains("fresh: not rehearsed");
        assertThat(cli("policy", "rollout", "status", plan, "--json").out()).contains("\"state\":\"silent\"").contains("\"neverAcknowledged\":2");
    }

    private void said(String recorder, String hash, String refusal, Instant at, Instant seen, boolean ended) throws IOException {
        Acknowledgement said = new Acknowledgement(recorder, 1, "host", "agent.jar", hash, null, refusal, at.getEpochSecond() * 1_000_000_000L + at.getNano(), ended);
        Path file = Files.writeString(directory.resolve("guardrails.bundle.acks").resolve(recorder + ".json"), said.text());
        Files.setLastModifiedTime(file, FileTime.from(seen));
    }

    private static void draft(Path directory, String id, String when) throws IOException {
        Files.writeString(Files.createDirectories(directory).resolve(id + ".yaml"), "id: " + id + "\ntitle: Title\non: [data.sql]\nwhen: '" + when + "'\naction: block\nmode: audit\n");
    }

    private Bundle deployedBundle() throws IOException {
        byte[] bytes = Files.readAllBytes(bundle);
        return Bundle.read(SignedBundle.isSigned(bytes) ? SignedBundle.open(bytes).body() : bytes);
    }

    private List<String> ids() throws IOException {
        return deployedBundle().guardrails().stream().map(Guardrail::id).toList();
    }

    private Guardrail guardrail(String id) throws IOException {
        return deployedBundle().guardrails().stream().filter(guardrail -> guardrail.id().equals(id)).findFirst().orElseThrow();
    }

    private CliRun cli(Object... arguments) {
        return CliRun.of(Terminal.NONE, Map.of("PATH", System.getenv("PATH"), "HOME", directory.resolve("home").toString()), arguments);
    }
}
