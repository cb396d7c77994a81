package dev.pathwarden.recorder.cli;

import dev.pathwarden.model.key.SigningKey;
import dev.pathwarden.model.signing.SignedBundle;
import dev.pathwarden.model.signing.Signers;
import dev.pathwarden.policies.engine.Bundle;
import dev.pathwarden.policies.rollout.BundleFile;
import dev.pathwarden.policies.rollout.BundleFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "rollback", sortOptions = false,
        header = "Put the guardrails back that were in a bundle before it was replaced.",
        description = {"Recorders that run with BUNDLE have them in force within a second or two. What is there now is kept in their place, so that a second rollback takes the first one back.",
            "A signed bundle is signed anew, under a number above both, because a recorder takes no lower one; without --sign with your own key. Nothing is signed that this key did not sign before."},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "2:the command line is wrong", "3:there is nothing to roll back to, or it is not signed by that key; nothing is changed", "4:rights or disk"},
        footer = {"", "Example:", "  pathwarden policy rollback guardrails.bundle"})
final class PolicyRollbackCommand implements Callable<Integer> {

    private final Invocation invocation;

    @Parameters(index = "0", paramLabel = "BUNDLE", description = "The bundle that 'policy bundle --replace' has replaced.")
    private Path path;

    @Mixin
    private SigningOption signing;

    @Mixin
    private JsonOption json;

    PolicyRollbackCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws IOException {
        BundleFile current = new BundleFile(path);
        BundleFile previous = current.previous();
        if (!Files.exists(previous.path())) {
            throw new CommandException(ExitCode.INPUT, "There is nothing to roll " + path + " back to: " + previous.path() + ", which 'policy bundle --replace' keeps, is not there.");
        }
        if (isSigned(current) || isSigned(previous) || signing.keyFile() != null) {
            rollBackSigned(current, previous, signing.keyOr(SigningOption.ownKey(invocation.environment())));
        } else {
            rollBack(current, previous);
        }
        return ExitCode.OK;
    }

    private static boolean isSigned(BundleFile file) throws IOException {
        return Files.exists(file.path()) && SignedBundle.isSigned(file.bytes());
    }

    private void rollBack(BundleFile current, BundleFile previous) throws IOException {
        Bundle bundle = previous.open().bundle();
        put(current, bundle.bytes(), isWhole(current, null));
        PolicyBundleCommand.print(invocation.console(), json, path, bundle, 0, null);
    }

    private void rollBackSigned(BundleFile current, BundleFile previous, SigningKey key) throws IOException {
        Signers own = new Signers(List.of(key.publicText()), 1);
        BundleFile.Opened back = previous.verify(own);
        boolean whole = isWhole(current, own);
        if (!whole && !signing.isNumbered()) {
            throw new CommandException(ExitCode.INPUT, "The bundle " + path + " is not there, is damaged, or is not signed by the key " + key.fingerprint()
                    + ", so it is not known which number was in force last: name a higher one with --sequence N; 'pathwarden show' tells it of a recording.");
        }
        long last = whole ? Math.max(current.verify(own).manifest().sequence(), back.manifest().sequence()) : back.manifest().sequence();
        long sequence = signing.sequence(last + 1);
        if (sequence <= last) {
            throw new CommandException(ExitCode.USAGE, "A recorder that runs takes no bundle below the one it has: --sequence must be above " + last + ".");
        }
        put(current, SigningOption.sign(back.bundle(), sequence, back.manifest().lists(), key), whole);
        PolicyBundleCommand.print(invocation.console(), json, path, back.bundle(), sequence, key);
    }

    /** Something that is no bundle is not worth keeping in the place of one that is. */
    private static void put(BundleFile current, byte[] bytes, boolean keep) throws IOException {
        if (keep) {
            current.replace(bytes);
        } else {
            current.overwrite(bytes);
        }
    }

    private static boolean isWhole(BundleFile file, Signers key) throws IOException {
        try {
            if (!Files.exists(file.path())) {
                return false;
            }
            return (key == null ? file.open() : file.verify(key)) != null;
        } catch (BundleFileException refused) {
            return false;
        }
    }
}
