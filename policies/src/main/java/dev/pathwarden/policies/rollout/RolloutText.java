package dev.pathwarden.policies.rollout;

import dev.pathwarden.policies.engine.Stage;
import dev.pathwarden.policies.yaml.YamlName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A plan as the YAML that a person reviews, and its stages as people say them. */
public final class RolloutText {

    /** Version of the format. */
    public static final int VERSION = 1;

    private static final long NANOS = 1_000_000_000L;

    private RolloutText() {
    }

    /** The plan as a file. */
    public static String of(RolloutPlan plan) {
        StringBuilder text = new StringBuilder("""
                # A roll-out of guardrails. 'pathwarden policy rollout push' puts the first stage in place, 'next' the one behind that which is deployed.
                # Stages that are not in place yet can be changed here. The last one stays: enforce, for all.
                """);
        text.append("rollout: ").append(VERSION).append('\n');
        text.append("bundle: ").append(YamlName.of(plan.bundle())).append("  # the file that recorders follow\n");
        text.append("drafts: ").append(YamlName.of(plan.drafts())).append("  # what is rolled out\n");
        text.append("draft: ").append(YamlName.quoted(plan.draft())).append("  # hash of what was rehearsed\n");
        text.append("base: {hash: ").append(YamlName.quoted(plan.base().hash())).append(plan.base().sequence() == null ? "" : ", sequence: " + plan.base().sequence()).append("}  # what was deployed then\n");
        text.append("guardrails: ").append(names(plan.guardrails())).append('\n');
        text.append("stages:\n");
        plan.stages().forEach(stage -> text.append("  - ").append(flow(stage, plan.rehearsed().agents())).append('\n'));
        if (plan.signers() != null) {
            text.append("signers: ").append(plan.signers().keys().stream().map(YamlName::quoted).collect(Collectors.joining(", ", "[", "]"))).append("  # public keys that recorders accept\n");
            text.append("signatures: ").append(plan.signers().needed()).append("  # of so many of them\n");
        }
        if (plan.recorders() > 0) {
            text.append("recorders: ").append(plan.recorders()).append("  # that are to acknowledge each bundle\n");
        }
        if (!plan.receivers().isEmpty()) {
            text.append("to:  # hosts that each bundle is pushed to as well, by 'pathwarden policy receive' there\n");
            plan.receivers().forEach(receiver -> text.append("  - ").append(flow(receiver)).append('\n'));
        }
        text.append("rehearsed: {runs: ").append(plan.rehearsed().runs()).append(", steps: ").append(plan.rehearsed().steps()).append("}\n");
        if (plan.rehearsed().goodWork() != null) {
            text.append("goodWork: {steps: ").append(plan.rehearsed().goodWork().steps()).append(", stopped: ").append(plan.rehearsed().goodWork().stopped()).append("}  # steps that were judged good work, and how many of them would be stopped\n");
        }
        if (!plan.rehearsed().hits().isEmpty()) {
            text.append("hits:\n");
            plan.rehearsed().hits().forEach((id, hits) -> text.append("  ").append(YamlName.of(id)).append(": {runs: ").append(hits.runs()).append(", steps: ").append(hits.steps()).append("}\n"));
        }
        if (!plan.rehearsed().agents().byName().isEmpty()) {
            text.append("agents:  # that acted in the rehearsed runs, and their ids: a stage with 'agents: [NAME]' is for these alone\n");
            plan.rehearsed().agents().byName().forEach((name, ids) -> text.append("  ").append(YamlName.quoted(name)).append(": ").append(ids.stream().map(YamlName::quoted).collect(Collectors.joining(", ", "[", "]"))).append('\n'));
        }
        return text.toString();
    }

    private static String names(List<String> names) {
        return names.stream().map(YamlName::of).collect(Collectors.joining(", ", "[", "]"));
    }

    private static String flow(Stage stage, SeenAgents seen) {
        List<String> parts = new ArrayList<>(List.of("degree: " + stage.inside().text()));
        if (!stage.agents().isEmpty()) {
            parts.add("agents: " + seen.written(stage.agents()).stream().map(YamlName::quoted).collect(Collectors.joining(", ", "[", "]")));
        }
        if (stage.share() < Stage.WHOLE) {
            parts.add("share: " + stage.share());
        }
        if (!stage.agents().isEmpty() || stage.share() < Stage.WHOLE) {
            parts.add("others: " + stage.outside().text());
        }
        if (stage.untilNanos() != null) {
            parts.add("until: " + YamlName.quoted(until(stage).toString()));
            parts.add("then: " + stage.after().text());
        }
        return parts.stream().collect(Collectors.joining(", ", "{", "}"));
    }

    private static String flow(Receiver receiver) {
        return "{url: " + YamlName.quoted(receiver.url().toString()) + ", pin: " + YamlName.quoted(receiver.pin().text())
                + (receiver.tokenFile() == null ? ", tokenVariable: " + YamlName.quoted(receiver.tokenVariable()) : ", tokenFile: " + YamlName.quoted(receiver.tokenFile())) + "}";
    }

    private static Instant until(Stage stage) {
        return Instant.ofEpochSecond(Math.floorDiv(stage.untilNanos(), NANOS), Math.floorMod(stage.untilNanos(), NANOS));
    }

    /** Such as {@code hold for 10 of 100 runs of 2 agents, audit for the others} or {@code audit until 2026-12-07 10:00 UTC, then enforce}. */
    public static String told(Stage stage) {
        StringBuilder text = new StringBuilder(stage.inside().text());
        boolean some = stage.share() < Stage.WHOLE || !stage.agents().isEmpty();
        if (stage.share() < Stage.WHOLE) {
            text.append(" for ").append(stage.share()).append(" of 100 runs");
        }
        if (!stage.agents().isEmpty()) {
            text.append(stage.share() < Stage.WHOLE ? " of " : " for ").append(stage.agents().size()).append(stage.agents().size() == 1 ? " agent" : " agents");
        }
        if (stage.untilNanos() != null) {
            text.append(" until ").append(stage.end()).append(", then ").append(stage.after().text());
        }
        return some ? text.append(", ").append(stage.outside().text()).append(" for the others").toString() : text.toString();
    }
}
