package dev.pathwarden.recorder.cli;

import picocli.CommandLine.Command;

@Command(name = "rollout", sortOptions = false, synopsisSubcommandLabel = "COMMAND", commandListHeading = "%nCommands:%n",
        header = "Roll guardrails out in stages, to recorders that run.",
        description = {"A plan names guardrails, the file that recorders follow, and stages: audit records what they would stop, hold lets it wait for a person, enforce stops it; each for all runs, for agents, or for a share of runs. "
            + "Until the last stage all that was deployed stays in force beside them.",
            "What is deployed says where a roll-out stands. When something else comes to be deployed, the plan is stale and goes no further."},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "1:a recorder has not taken what is deployed, or a guardrail's figures have drifted", "2:the command line is wrong", "3:a plan, bundle or snapshot is not what it should be; nothing is changed", "4:rights or disk"},
        footer = {"", "Examples:", "  pathwarden policy rollout plan --policies drafts --bundle guardrails.bundle --out plan.yaml monday", "  pathwarden policy rollout push plan.yaml", "  pathwarden policy rollout status plan.yaml tuesday"})
final class RolloutCommand {
}
