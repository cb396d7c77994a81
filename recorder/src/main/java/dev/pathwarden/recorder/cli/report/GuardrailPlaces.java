package dev.pathwarden.recorder.cli.report;

import dev.pathwarden.policies.compiler.Compilation;
import dev.pathwarden.policies.guardrail.GuardrailDocument;
import dev.pathwarden.policies.guardrail.LocatedText;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The guardrails of a set as their author wrote them, and where on disk. */
public final class GuardrailPlaces {

    private final Map<String, GuardrailDocument> documents = new LinkedHashMap<>();
    private final Path directory;

    /**
     * The places of a set.
     *
     * @param directory the directory or file that it was read from, as the user named it; null for the shipped pack
     */
    public GuardrailPlaces(Compilation compilation, Path directory) {
        compilation.documents().forEach(document -> documents.put(document.id().value(), document));
        this.directory = directory;
    }

    /**
     * A place in a guardrail file.
     *
     * @param uri the file: absolute, or relative to the directory in which the command was called
     * @param line line, from 1
     * @param column column in code points, from 1
     */
    record Place(String uri, int line, int column) {

        boolean isRelative() {
            return !uri.startsWith("file:");
        }
    }

    List<GuardrailDocument> documents() {
        return List.copyOf(documents.values());
    }

    /** The guardrail of that id; null where the set has none. */
    GuardrailDocument document(String id) {
        return documents.get(id);
    }

    /**
     * Where a clause stands; the condition where the sub-condition is not there, null where the set has no such guardrail.
     *
     * @param let name of the sub-condition it is in; empty for the condition itself
     * @param from offset of its first character in that
     */
    Place clause(String id, String let, int from) {
        GuardrailDocument document = documents.get(id);
        if (document == null) {
            return null;
        }
        LocatedText inside = document.let().get(let);
        LocatedText text = inside == null ? document.when() : inside;
        int offset = inside == null && !let.isEmpty() ? 0 : from;
        return new Place(uri(document.source()), text.line(offset), text.column(offset));
    }

    private String uri(String source) {
        if (directory == null) {
            return relative(source);
        }
        Path file = Files.isRegularFile(directory) ? directory : directory.resolve(source);
        return directory.isAbsolute() ? file.normalize().toUri().toString() : relative(file.normalize().toString());
    }

    /** A path as a relative URI reference, in ASCII. */
    private static String relative(String path) {
        try {
            // A colon in the first part would make that a scheme.
            return new URI(null, null, path.indexOf(':') < 0 ? path : "./" + path, null).toASCIIString();
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
