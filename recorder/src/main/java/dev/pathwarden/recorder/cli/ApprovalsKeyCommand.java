package dev.pathwarden.recorder.cli;

import dev.pathwarden.model.hold.ApproverKey;
import dev.pathwarden.model.key.SigningKey;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "key", sortOptions = false,
        header = "Print your public key, for the option approver=KEY of a bare agent.",
        description = "'pathwarden run' passes it by itself. The key is made on first use, in the directory of your configuration; its private half never leaves there.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "2:the command line is wrong", "4:rights or disk"},
        footer = {"", "Example:", "  java -javaagent:pathwarden-agent.jar=out=journals,policies=guardrails.bundle,approver=$(pathwarden approvals key) -jar agent.jar"})
final class ApprovalsKeyCommand implements Callable<Integer> {

    private final Invocation invocation;

    @Mixin
    private JsonOption json;

    ApprovalsKeyCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        SigningKey key = ApproverKey.readOrMake(ApproverKey.file(invocation.environment()));
        if (json.wanted()) {
            invocation.console().json(Map.of("key", key.publicText()));
        } else {
            invocation.console().out().println(key.publicText());
        }
        return ExitCode.OK;
    }
}
