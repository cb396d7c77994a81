package dev.pathwarden.model.disk;

import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.UnmappableCharacterException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Map;

/**
 * Why something could not be written or read, in words for a user.
 *
 * @param reason what is wrong with the disk, without the file's name and without the name of a class; what the system said where that is nothing known
 * @param remedy what can be done about it; null where nothing is known
 */
public record DiskFailure(String reason, String remedy) {

    private static final DiskFailure READ_ONLY = new DiskFailure("its file system is read-only", "make it writable, or use another place");
    private static final DiskFailure FULL = new DiskFailure("its disk is full", "make room, or use another place");
    private static final DiskFailure QUOTA = new DiskFailure("its owner's share of the disk is used up", "make room, or use another place");

    /** As the C library words it. */
    private static final Map<String, DiskFailure> KNOWN = Map.of("Read-only file system", READ_ONLY, "No space left on device", FULL, "Disk quota exceeded", QUOTA);

    /** What a failure of a file system says, or of anything that it was the cause of. */
    public static DiskFailure of(Throwable thrown) {
        Throwable cause = thrown;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        String said = cause instanceof FileSystemException failure && failure.getReason() != null ? failure.getReason() : cause.getMessage();
        if (said != null && KNOWN.containsKey(said)) {
            return KNOWN.get(said);
        }
        // What libraries put around a failure of the system says less than that.
        Throwable told = cause instanceof IOException || thrown.getMessage() == null ? cause : thrown;
        return new DiskFailure(wording(told, said(told)), null);
    }

    /** What is told in words of its own; null for what says no more than the name of a file, or nothing. */
    private static String said(Throwable told) {
        return told instanceof FileSystemException failure ? failure.getReason() : told.getMessage();
    }

    /** The classes of the JDK stand for words that it does not say. */
    private static String wording(Throwable told, String said) {
        if (told instanceof AccessDeniedException) {
            return said == null || said.isBlank() ? "there are no rights to do so" : said;
        }
        if (told instanceof NoSuchFileException) {
            return "it is not there any more";
        }
        if (told instanceof NotDirectoryException) {
            return "it is no directory any more";
        }
        if (told instanceof FileAlreadyExistsException) {
            return "it is there already";
        }
        if (told instanceof DirectoryNotEmptyException) {
            return "its directory is not empty";
        }
        if (told instanceof MalformedInputException || told instanceof UnmappableCharacterException) {
            return "it is no text in UTF-8";
        }
        if (told instanceof ClosedChannelException) {
            return "it was closed while it was in use";
        }
        if (told instanceof EOFException && said == null) {
            return "it ends before it should";
        }
        return said == null || said.isBlank() ? "the system gave no reason" : said;
    }

    /** Whether nothing can be written there, so that nothing can be deleted either. */
    public boolean isReadOnly() {
        return equals(READ_ONLY);
    }

    /** Reason and remedy, the end of a sentence without its full stop. */
    public String text() {
        return remedy == null ? reason : reason + "; " + remedy;
    }
}
