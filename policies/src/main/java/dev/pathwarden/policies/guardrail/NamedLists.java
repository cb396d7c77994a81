package dev.pathwarden.policies.guardrail;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Where the guardrails of a file find the lists that they name. */
@FunctionalInterface
public interface NamedLists {

    /** No list is anywhere, as for guardrails that are in no file. */
    NamedLists NONE = name -> {
        throw new IOException("There is no list '" + name + "': lists are text files beside the guardrail's own, and this one is in no file.");
    };

    /**
     * Reads a list.
     *
     * @param name path relative to where the guardrail's file lies
     * @throws IOException if there is none, or it cannot be used; the message is a sentence for people
     */
    ListFile read(String name) throws IOException;

    /** Lists in that directory and below it, and nowhere else. */
    static NamedLists in(Path directory) {
        return name -> {
            for (String part : name.split("/", -1)) {
                if (part.isEmpty() || part.equals(".") || part.equals("..") || part.indexOf('\\') >= 0 || part.indexOf('\0') >= 0) {
                    throw new IOException("'" + name + "' is no name of a list: it is a file beside the guardrail's own or in a directory there, such as payees.txt or lists/payees.txt.");
                }
            }
            Path file;
            try {
                file = directory.resolve(name);
            } catch (InvalidPathException none) {
                throw new IOException("'" + name + "' is no name of a file.", none);
            }
            if (!Files.isRegularFile(file)) {
                throw new IOException("There is no list '" + name + "': " + file + " is no file.");
            }
            try (InputStream in = Files.newInputStream(file)) {
                return ListFile.of(in.readNBytes(ListFile.MAX_BYTES + 1), name);
            } catch (AccessDeniedException denied) {
                throw new IOException("The list " + name + " cannot be read: there is no right to read " + file + ".", denied);
            }
        };
    }
}
