package dev.pathwarden.recorder.cli;

import dev.pathwarden.model.step.Action;
import dev.pathwarden.policies.draft.DraftText;
import dev.pathwarden.policies.draft.Drafting;
import dev.pathwarden.policies.dryrun.SeenStep;
import dev.pathwarden.policies.judge.Judge;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "tests", sortOptions = false,
        header = "Print judged steps as tests, to stand below 'tests:' of a guardrail.",
        description = "Steps that should be stopped expect the action, good work expects allow. A test has the step and the labels on its path, not the steps before it.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "2:the command line is wrong", "3:a snapshot or case cannot be read, or no step is judged", "4:rights or disk"},
        footer = {"", "Example:", "  pathwarden judge tests --action block pathwarden-demo"})
final class JudgeTestsCommand implements Callable<Integer> {

    private final Invocation invocation;

    @Option(names = "--action", paramLabel = "ACTION", defaultValue = "HOLD", description = "Action of the guardrail: what steps are expected to come to that should be stopped (default: hold).")
    private Action action;

    @Mixin
    private JudgedSnapshots recordings;

    JudgeTestsCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        if (action == Action.ALLOW) {
            throw new CommandException(ExitCode.USAGE, "A step that should be stopped is not expected to come to allow: --action is one of block, hold, sandbox, redact, alert.");
        }
        Judge judge = new Judge(recordings.read(invocation));
        String text = tests(judge.seen((step, right) -> right), action) + tests(judge.seen((step, right) -> !right), Action.ALLOW);
        invocation.console().out().print(text.indent(2));
        return ExitCode.OK;
    }

    private static String tests(List<SeenStep> steps, Action expected) {
        return steps.isEmpty() ? "" : DraftText.tests(Drafting.of(steps).stream().map(draft -> draft.asking(expected)).toList());
    }
}
