package dev.pathwarden.recorder.cli;

import dev.pathwarden.model.signing.Signers;
import java.util.List;
import picocli.CommandLine.Option;

/** Whose signatures what is deployed needs, as a command line names them. */
final class PolicyKeyOption {

    @Option(names = "--policy-key", split = ",", paramLabel = "KEY",
            description = "Public key that recorders accept: what is deployed is read only if its owner signed it. 'pathwarden policy key' prints yours. Of several keys all have to sign, unless --signatures asks for fewer.")
    private List<String> keys;

    @Option(names = "--signatures", paramLabel = "N", description = "How many of the keys of --policy-key have to sign (default: all).")
    private Integer signatures;

    /** Who has to sign; null where nobody has. */
    Signers signers() {
        if (keys == null && signatures != null) {
            throw new CommandException(ExitCode.USAGE, "--signatures says how many of the keys of --policy-key have to sign: name them.");
        }
        return keys == null ? null : SigningOption.signers(keys, signatures, "--policy-key");
    }
}
