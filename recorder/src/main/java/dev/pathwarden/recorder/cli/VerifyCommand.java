package dev.pathwarden.recorder.cli;

import dev.pathwarden.model.evidence.AccessEntry;
import dev.pathwarden.model.evidence.Checkpoint;
import dev.pathwarden.model.evidence.SignedNote;
import dev.pathwarden.model.evidence.Verification;
import dev.pathwarden.model.evidence.VerifiedText;
import dev.pathwarden.model.evidence.Verifier;
import dev.pathwarden.model.key.RecorderKey;
import dev.pathwarden.model.key.SigningKey;
import dev.pathwarden.model.signing.SigningKeys;
import dev.pathwarden.model.snapshot.Outside;
import dev.pathwarden.model.snapshot.Parts;
import dev.pathwarden.model.snapshot.SealedRuns;
import dev.pathwarden.model.snapshot.Snapshot;
import dev.pathwarden.model.snapshot.Snapshots;
import dev.pathwarden.model.store.AccessLog;
import dev.pathwarden.model.store.Stores;
import dev.pathwarden.model.text.Escaped;
import dev.pathwarden.recorder.cli.text.Width;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "verify", sortOptions = false,
        header = "Check that runs are as they were recorded, and by whose key that was signed.",
        description = {"Recomputes the hash of every step, and names the first run that was altered, is missing, was added or moved.",
            "Without --key the signatures are checked with the key that the file itself names, unless it is your own: this shows that nothing was changed since that key signed, and not whose key it is. "
            + "'pathwarden key' prints the key on the machine that recorded.", "Of a recording in parts each part is checked."},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:all that is there fits", "1:something does not fit, or is not signed by that key or by anybody, or what is encrypted could not be compared without its key", "2:the command line is wrong",
            "3:there is nothing that can be verified, or it cannot be read", "4:rights or disk"},
        footer = {"", "Example:", "  pathwarden verify case-17.pathwarden --key 5a0f... --anchored checkpoints"})
final class VerifyCommand implements Callable<Integer> {

    private static final String SIGNER = "signed by";
    private static final int HEAD = 12;
    private static final int MOST_LINES = 20;

    private final Invocation invocation;

    @Mixin
    private DecryptOption decrypt;

    @Parameters(index = "0", paramLabel = "SNAPSHOT", description = "What run, demo, import or export left.")
    private Path snapshot;

    @Option(names = "--key", paramLabel = "KEY", description = "The public key whose signatures are wanted, as 'key' prints it.")
    private String key;

    @Option(names = "--anchored", paramLabel = "FILE", description = "Checkpoints that --anchor had kept elsewhere, one behind the other: those of this snapshot must be for the runs that are here.")
    private Path anchored;

    @Option(names = "--checkpoint", description = "Print the last checkpoint as it is, a signed note, and check nothing.")
    private boolean checkpoint;

    @Mixin
    private JsonOption json;

    VerifyCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws IOException {
        Console console = invocation.console();
        PublicKey wanted = key == null ? null : SigningOption.publicKey(key, "--key");
        List<Path> parts = Parts.of(snapshot).stream().filter(Stores::isFinished).toList();
        if (parts.isEmpty() || checkpoint) {
            Checked checked = verify(console, parts.isEmpty() ? snapshot : parts.get(parts.size() - 1), wanted);
            if (json.wanted() && checked.result() != null) {
                console.json(checked.result());
            }
            return checked.code();
        }
        List<Object> results = new ArrayList<>();
        int code = ExitCode.OK;
        for (Path part : parts) {
            if (!json.wanted()) {
                if (part != parts.get(0)) {
                    console.out().println();
                }
                line(console, "part", part.getFileName().toString());
            }
            Checked checked = verify(console, part, wanted);
            results.add(checked.result());
            code = Math.max(code, checked.code());
        }
        if (json.wanted()) {
            Map<String, Object> result = new LinkedHashMap<>();
            result.put("snapshot", snapshot.toString());
            result.put("holds", code == ExitCode.OK);
            result.put("parts", results);
            console.json(result);
        }
        return code;
    }

    /** @param result as {@code --json} prints it; null where nothing was checked */
    private record Checked(int code, Map<String, Object> result) {
    }

    private Checked verify(Console console, Path location, PublicKey wanted) throws IOException {
        Outside outside = decrypt.isGiven(invocation) ? null : Snapshots.outside(location);
        if (outside != null) {
            return verify(console, location, outside, wanted);
        }
        try (Snapshot opened = decrypt.open(location, invocation)) {
            SealedRuns sealed = opened.sealed().orElseThrow(() -> new CommandException(ExitCode.INPUT, location + " cannot be verified. " + VerifiedText.UNSEALED));
            if (checkpoint) {
                return new Checked(print(console, sealed.evidence().checkpoints()), null);
            }
            Verification verification = sealed.verify(wanted, anchored == null ? null : SignedNote.parseAll(Files.readString(anchored)));
            List<String> exports = List.of();
            if (verification.signer() != null && Stores.isFinished(opened.location())) {
                List<String> problems = new ArrayList<>();
                exports = exports(opened.location(), verification.signer(), problems);
                for (String problem : problems) {
                    verification = verification.with(problem);
                }
            }
            if (!json.wanted()) {
                print(console, verification);
                exports.forEach(each -> line(console, "exported", each));
            }
            verification.problems().forEach(problem -> console.note(location + " does not verify. " + problem));
            return new Checked(verification.holds() ? ExitCode.OK : ExitCode.CHECK, json.wanted() ? json(location, verification, exports) : null);
        }
    }

    /** Without the encryption key: the bytes, and the checkpoints by themselves. That is never all that was asked for. */
    private Checked verify(Console console, Path location, Outside outside, PublicKey wanted) throws IOException {
        if (checkpoint) {
            return new Checked(print(console, outside.checkpoints()), null);
        }
        Verification verification = Verifier.signatures(outside.publicText(), outside.checkpoints(), wanted);
        Map<String, Object> result = null;
        if (json.wanted()) {
            result = json(location, verification, List.of());
            result.put("holds", false);
            result.put("encryptionKey", outside.encryptionKey());
        } else if (verification.holds()) {
            Checkpoint last = verification.last();
            line(console, "bytes", "as they were when the file was written");
            line(console, "sealed", "for " + RecordingReport.count(last.size(), "run") + ", " + VerifiedText.time(last));
            line(console, SIGNER, "the key " + SigningKeys.fingerprint(verification.signer()) + ", " + whose(verification.signer()));
        }
        verification.problems().forEach(problem -> console.note(location + " does not verify. " + problem));
        console.note("The runs in " + location + " were not compared with what was signed: that needs the encryption key " + outside.encryptionKey() + ", which --decrypt-with names.");
        return new Checked(ExitCode.CHECK, result);
    }

    private static List<String> exports(Path location, String signer, List<String> problems) throws IOException {
        try {
            return AccessEntry.read(AccessLog.read(location), signer, problems);
        } catch (GeneralSecurityException e) {
            throw new CommandException(ExitCode.ENVIRONMENT, "This Java cannot check signatures: " + e.getMessage() + ".", e);
        }
    }

    private static int print(Console console, List<SignedNote> checkpoints) {
        if (checkpoints.isEmpty()) {
            throw new CommandException(ExitCode.INPUT, "There is no checkpoint: the signatures were cut off.");
        }
        console.out().print(checkpoints.get(checkpoints.size() - 1));
        return ExitCode.OK;
    }

    private void print(Console console, Verification verification) throws IOException {
        for (VerifiedText.Line line : new VerifiedText(verification).lines()) {
            line(console, line.head(), line.head().equals(SIGNER) ? line.phrase() + ", " + whose(verification.signer()) : line.phrase());
        }
        if (verification.holds() && key == null && !verification.signer().equals(own())) {
            console.note("Nothing was changed since the key " + verification.signer() + " signed. " + VerifiedText.whoseKey() + ", and name it with --key.");
        }
    }

    private String whose(String signer) throws IOException {
        return key != null ? "which you named" : signer.equals(own()) ? "your own" : "known from this file alone";
    }

    /** The key of whoever verifies; null where there is none. It is not made for this. */
    private String own() throws IOException {
        Path file = RecorderKey.file(invocation.environment());
        return SigningKey.isThere(file) ? new RecorderKey(file).readOrMake().publicText() : null;
    }

    private Map<String, Object> json(Path location, Verification verification, List<String> exports) throws IOException {
        Checkpoint last = verification.last();
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("snapshot", location.toString());
        result.put("holds", verification.holds());
        result.put("problems", verification.problems());
        result.put("runs", verification.runs());
        result.put("steps", verification.steps());
        result.put("signer", verification.signer());
        result.put("keyNamed", key != null);
        result.put("ownKey", verification.signer() != null && verification.signer().equals(own()));
        result.put("sealedRuns", last == null ? null : (long) last.size());
        result.put("sealed", last == null ? null : last.time().toString());
        result.put("sequence", last == null ? null : last.sequence());
        result.put("redactedParts", verification.redacted());
        result.put("notesRedacted", verification.notesRedacted());
        result.put("exports", exports);
        return result;
    }

    private static void line(Console console, String head, String text) {
        String before = Width.left(head, HEAD);
        for (String part : Width.wrap(Escaped.text(text), console.terminal().columns() - HEAD, MOST_LINES)) {
            console.out().println(before + part);
            before = " ".repeat(HEAD);
        }
    }
}
