package dev.pathwarden.policies.receive;

import dev.pathwarden.model.key.OwnerFile;
import dev.pathwarden.model.signing.AcceptedNumbers;
import dev.pathwarden.model.signing.Acknowledgement;
import dev.pathwarden.model.signing.Hex;
import dev.pathwarden.model.signing.Signers;
import dev.pathwarden.policies.rollout.BundleFile;
import dev.pathwarden.policies.rollout.BundleFileException;
import dev.pathwarden.policies.rollout.ReceiverReport;
import dev.pathwarden.policies.rollout.Recorders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;

/**
 * The file that recorders of this host follow, and what may be put there: what each of them would take, in the place of what whoever sent it has seen there. For any thread, one at a time; what others put
 * there at the same instant it does not see.
 */
public final class BundleInbox {

    private final BundleFile file;
    private final Signers signers;
    private final AcceptedNumbers numbers;
    private final InstantSource clock;

    /**
     * An inbox.
     *
     * @param file what recorders follow; it need not be there yet
     * @param signers whose signatures are asked for; null for none
     * @param numbers remembers the highest number that was taken under them
     */
    public BundleInbox(Path file, Signers signers, AcceptedNumbers numbers, InstantSource clock) {
        this.file = new BundleFile(file.toAbsolutePath());
        this.signers = signers;
        this.numbers = numbers;
        this.clock = clock;
    }

    /**
     * Makes the directory in which recorders acknowledge, so that they do from the beginning.
     *
     * @throws IOException if it cannot be made
     */
    public void open() throws IOException {
        OwnerFile.makeDirectory(Acknowledgement.directory(file.path().toFile()).toPath());
    }

    /**
     * A bundle that was put in place, or could be.
     *
     * @param hash hash of the guardrails; empty for none
     * @param sequence their number; null where they have none
     */
    record Taken(String hash, Long sequence) {
    }

    /** What lies there and what recorders say of it. What is no whole bundle is told as one of no guardrails, and can be replaced. */
    synchronized ReceiverReport report() throws IOException {
        Instant now = clock.instant();
        Recorders recorders = Recorders.of(file.path(), now);
        if (!Files.exists(file.path())) {
            return new ReceiverReport("", null, "", signers, now, now, recorders);
        }
        String tag = tag(file.bytes());
        Instant since = Files.getLastModifiedTime(file.path()).toInstant();
        try {
            BundleFile.Opened opened = file.open();
            return new ReceiverReport(opened.bundle().hash(), opened.sequence(), tag, signers, since, now, recorders);
        } catch (BundleFileException damaged) {
            return new ReceiverReport("", null, tag, signers, since, now, recorders);
        }
    }

    /**
     * Looks whether a bundle could be put in place, and changes nothing.
     *
     * @param bytes what was sent
     * @param tag SHA-256 of the file that it is to replace; empty where there is to be none
     * @throws InboxException if it is not to be put there
     */
    synchronized Taken check(byte[] bytes, String tag) throws IOException {
        boolean there = Files.exists(file.path());
        byte[] before = there ? file.bytes() : new byte[0];
        String now = there ? tag(before) : "";
        if (!now.equals(tag)) {
            throw new InboxException(InboxException.Reason.STALE, tag.isEmpty() ? "A bundle lies there already: look what it is before it is replaced."
                    : "Something else lies there now than was to be replaced: look what it is, and make the plan anew if it is to go.");
        }
        BundleFile.Opened opened = opened(bytes);
        String old = signers == null ? null : old(opened, before);
        if (old != null) {
            throw new InboxException(InboxException.Reason.OLD, old);
        }
        return new Taken(opened.bundle().hash(), opened.sequence());
    }

    /**
     * Puts a bundle in place, at once, as recorders may read it at any instant. The same bytes once more are taken and change nothing.
     *
     * @throws InboxException if it is not to be put there
     * @throws IOException if it cannot be written; what lay there lies there still
     */
    synchronized Taken put(byte[] bytes, String tag) throws IOException {
        if (Files.exists(file.path()) && Arrays.equals(file.bytes(), bytes)) {
            BundleFile.Opened same = opened(bytes);
            return new Taken(same.bundle().hash(), same.sequence());
        }
        Taken taken = check(bytes, tag);
        if (signers != null) {
            // Before it lies there: what cannot be remembered is not put in place.
            numbers.accepted(signers, file.path().toString(), taken.sequence());
        }
        if (Files.exists(file.path())) {
            file.replace(bytes);
        } else {
            file.overwrite(bytes);
        }
        return taken;
    }

    private BundleFile.Opened opened(byte[] bytes) throws IOException {
        try {
            return signers == null ? BundleFile.open(bytes, "sent") : BundleFile.verify(bytes, "sent", signers);
        } catch (BundleFileException refused) {
            throw new InboxException(InboxException.Reason.REFUSED, refused.getMessage());
        }
    }

    /** Why its number is too low, a sentence; null where it is not. */
    private String old(BundleFile.Opened sent, byte[] before) throws IOException {
        Long deployed = null;
        try {
            deployed = before.length == 0 ? null : BundleFile.verify(before, "deployed", signers).sequence();
        } catch (BundleFileException notTheirs) {
            // What no recorder takes has no number that counts.
        }
        if (deployed != null && sent.sequence() <= deployed) {
            return "Its sequence number " + sent.sequence() + " is not above " + deployed + ", that of what lies there: sign it with a higher one.";
        }
        return numbers.refusal(signers, file.path().toString(), sent.sequence());
    }

    private static String tag(byte[] bytes) {
        try {
            return Hex.of(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
