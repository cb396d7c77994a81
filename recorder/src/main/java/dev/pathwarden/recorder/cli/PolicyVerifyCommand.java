package dev.pathwarden.recorder.cli;

import dev.pathwarden.model.signing.BundleManifest;
import dev.pathwarden.model.signing.Signers;
import dev.pathwarden.model.text.Escaped;
import dev.pathwarden.policies.engine.Bundle;
import dev.pathwarden.policies.engine.Guardrail;
import dev.pathwarden.policies.rollout.BundleFile;
import dev.pathwarden.recorder.cli.text.Times;
import dev.pathwarden.recorder.cli.text.Width;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "verify", sortOptions = false,
        header = "Check that a bundle is whole and signed by a key, as a recorder with that key does.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:it is", "2:the command line is wrong", "3:it is not, and a recorder with that key refuses it", "4:rights or disk"},
        footer = {"", "Example:", "  pathwarden policy verify guardrails.bundle --key $(pathwarden policy key)"})
final class PolicyVerifyCommand implements Callable<Integer> {

    private static final int HEAD = 12;
    private static final int MOST_LINES = 20;

    private final Invocation invocation;

    @Parameters(index = "0", paramLabel = "BUNDLE", description = "File that 'policy bundle --sign' wrote.")
    private Path file;

    @Option(names = "--key", required = true, split = ",", paramLabel = "KEY", description = "The public key, as 'policy key' prints it; several where several have to sign.")
    private List<String> keys;

    @Option(names = "--signatures", paramLabel = "N", description = "How many of the keys have to sign (default: all).")
    private Integer signatures;

    @Mixin
    private JsonOption json;

    PolicyVerifyCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws IOException {
        Console console = invocation.console();
        BundleFile.Opened opened = new BundleFile(file).verify(SigningOption.signers(keys, signatures, "--key"));
        List<String> ids = opened.bundle().guardrails().stream().map(Guardrail::id).toList();
        if (json.wanted()) {
            console.json(json(opened, ids));
        } else {
            print(console, opened, ids);
        }
        return ExitCode.OK;
    }

    private Map<String, Object> json(BundleFile.Opened opened, List<String> ids) {
        BundleManifest manifest = opened.manifest();
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("file", file.toString());
        result.put("hash", opened.bundle().hash());
        result.put("sequence", manifest.sequence());
        result.put("created", manifest.createdNanos());
        result.put("signer", manifest.signer());
        result.put("signers", opened.signed());
        result.put("lists", manifest.lists());
        result.put("guardrails", ids);
        result.put("tools", opened.bundle().tools().size());
        result.put("agents", opened.bundle().habits().agents().size());
        return result;
    }

    private void print(Console console, BundleFile.Opened opened, List<String> ids) {
        BundleManifest manifest = opened.manifest();
        Bundle bundle = opened.bundle();
        line(console, "signed by", (opened.signed().size() == 1 ? "the key " : "the keys ") + Signers.fingerprints(String.join("+", opened.signed())) + ", " + Times.instant(manifest.createdNanos()) + " UTC");
        line(console, "sequence", String.valueOf(manifest.sequence()));
        line(console, "hash", bundle.hash());
        line(console, "guardrails", ids.isEmpty() ? "none" : String.join(", ", ids));
        if (!bundle.tools().isEmpty()) {
            line(console, "tools", String.valueOf(bundle.tools().size()));
        }
        if (!bundle.habits().isEmpty()) {
            line(console, "baseline", RecordingReport.count(bundle.habits().agents().size(), "agent"));
        }
        if (!manifest.lists().isEmpty()) {
            line(console, "lists", String.join(", ", manifest.lists().keySet()));
        }
    }

    private static void line(Console console, String head, String text) {
        String before = Width.left(head, HEAD);
        for (String part : Width.wrap(Escaped.text(text), console.terminal().columns() - HEAD, MOST_LINES)) {
            console.out().println(before + part);
            before = " ".repeat(HEAD);
        }
    }
}
