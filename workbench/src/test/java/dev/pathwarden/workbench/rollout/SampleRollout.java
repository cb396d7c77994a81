package dev.pathwarden.workbench.rollout;

import dev.pathwarden.model.signing.Acknowledgement;
import dev.pathwarden.model.signing.Signers;
import dev.pathwarden.policies.compiler.GuardrailCompiler;
import dev.pathwarden.policies.engine.Bundle;
import dev.pathwarden.policies.engine.Degree;
import dev.pathwarden.policies.engine.Guardrail;
import dev.pathwarden.policies.engine.Stage;
import dev.pathwarden.policies.guardrail.GuardrailFiles;
import dev.pathwarden.policies.rollout.BundleFile;
import dev.pathwarden.policies.rollout.Receiver;
import dev.pathwarden.policies.rollout.Rollout;
import dev.pathwarden.policies.rollout.RolloutFigures;
import dev.pathwarden.policies.rollout.RolloutPlan;
import dev.pathwarden.policies.rollout.RolloutText;
import dev.pathwarden.policies.rollout.SeenAgents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A plan on disk, with what it is of and what is deployed. */
final class SampleRollout {

    final Path plan;
    final Path bundle;

    /** @param signers null for none */
    SampleRollout(Path directory, Signers signers, Receiver... receivers) throws IOException {
        plan = directory.resolve("plan.yaml");
        bundle = directory.resolve("guardrails.bundle");
        Bundle live = bundle(directory.resolve("live"), "kept");
        Bundle draft = bundle(directory.resolve("drafts"), "kept", "mail-stays-inside", "no-bulk-export");
        if (signers == null) {
            new BundleFile(bundle).write(live.bytes());
            Rollout.kept(plan).write(live.bytes());
        }
        List<Stage> stages = List.of(Stage.forAll(Degree.AUDIT), new Stage(Degree.HOLD, Degree.AUDIT, Set.of(), 10, null, Degree.HOLD), Stage.forAll(Degree.ENFORCE));
        RolloutFigures rehearsed = new RolloutFigures(40, 1210, new TreeMap<>(Map.of("mail-stays-inside", new RolloutFigures.Hits(2, 3))), SeenAgents.NONE);
        Files.writeString(plan, RolloutText.of(new RolloutPlan("guardrails.bundle", "drafts", draft.hash(), new RolloutPlan.Base(signers == null ? live.hash() : "", null), List.of("mail-stays-inside", "no-bulk-export"),
                stages, signers, 4, rehearsed, List.of(receivers))));
    }

    private static Bundle bundle(Path directory, String... ids) throws IOException {
        for (String id : ids) {
            Files.writeString(Files.createDirectories(directory).resolve(id + ".yaml"), "id: " + id + "\ntitle: Title\non: [data.sql]\nwhen: step.sql.writes\naction: block\nmode: audit\n");
        }
        return GuardrailCompiler.compile(GuardrailFiles.read(directory)).bundle();
    }

    List<String> deployed() throws IOException {
        return new BundleFile(bundle).open().bundle().guardrails().stream().map(Guardrail::id).toList();
    }

    /** Lets recorders say something of what is deployed. */
    void acknowledge() throws IOException {
        Instant now = Instant.now();
        String hash = new BundleFile(bundle).open().bundle().hash();
        say("12-0a", "report-agent.jar", hash, null, now);
        say("13-0b", "dev.example.Clerk", "0123456789abcdef", null, now);
        say("14-0c", "mailer.jar", "0123456789abcdef", "It is damaged or cut short: its hash does not fit; make it again.", now);
    }

    private void say(String recorder, String program, String hash, String refusal, Instant now) throws IOException {
        Path file = Acknowledgement.directory(bundle.toFile()).toPath().resolve(recorder + Acknowledgement.SUFFIX);
        long at = (refusal == null && !hash.startsWith("0123") || refusal != null ? now : now.minusSeconds(600)).getEpochSecond() * 1_000_000_000L;
        Files.writeString(file, new Acknowledgement(recorder, Long.parseLong(recorder.substring(0, 2)), "worker-1", program, hash, null, refusal, at, false).text());
        Files.setLastModifiedTime(file, FileTime.from(now));
    }
}
