package dev.pathwarden.recorder.cli;

import dev.pathwarden.policies.rollout.Rollout;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "sign", sortOptions = false,
        header = "Sign what a plan would put in place next, beside others who have to.",
        description = {"For plans that ask for the signatures of several. The bundle waits as PLAN.signed until there are enough; 'push', 'next' or 'rollback' then puts it in place. Each of them can be where only its own key is: "
            + "what is signed is made of the plan and the guardrails there, and is the same byte for byte or is refused."},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:signed", "2:the command line is wrong", "3:the plan is stale or has errors, or does not ask for that key; nothing is signed", "4:rights or disk"},
        footer = {"", "Example:", "  pathwarden policy rollout sign plan.yaml --sign policy.key"})
final class RolloutSignCommand implements Callable<Integer> {

    private final Invocation invocation;

    @Mixin
    private RolloutArgument plan;

    @Option(names = "--sign", required = true, paramLabel = "KEYFILE", description = "The private key, which 'policy key' makes.")
    private Path keyFile;

    @Option(names = "--rollback", description = "Sign what was deployed before the roll-out, for 'rollback'.")
    private boolean back;

    @Mixin
    private JsonOption json;

    RolloutSignCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws IOException {
        Console console = invocation.console();
        Rollout rollout = plan.open(console);
        int stage = rollout.due(back ? Rollout.Move.BACK : rollout.standing().stage() < 0 ? Rollout.Move.FIRST : Rollout.Move.NEXT);
        Rollout.Proposed proposed = rollout.sign(stage, RolloutArgument.key(keyFile));
        if (json.wanted()) {
            console.json(RolloutArgument.json(rollout, stage, proposed));
            return ExitCode.OK;
        }
        int needed = rollout.plan().signers().needed();
        RolloutArgument.print(console, rollout, stage, proposed, needed == 1 ? "Has the signature that it waited for" : "Waits for " + needed + " signatures, has " + proposed.signed().size());
        return ExitCode.OK;
    }
}
