package dev.pathwarden.model.imports;

import dev.pathwarden.model.snapshot.SnapshotException;
import dev.pathwarden.model.step.JsonText;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;

/** Reads a file of one JSON object per line, a line at a time and none longer than it should be. */
final class JsonLines {

    /** Longest line in characters. */
    static final int MAX_LINE = 64 << 20;

    /** What is done with each line. */
    interface Sink {
        /** Takes an object and the text it came from. Lines count from 1. */
        void take(int line, Map<?, ?> object, String text) throws BadRunException;
    }

    private JsonLines() {
    }

    /** @throws SnapshotException if the file cannot be read, or a line is not what was expected; the message names both */
    static void read(Path file, Sink sink) {
        int line = 0;
        try (BufferedReader in = new BufferedReader(new InputStreamReader(Files.newInputStream(file),
                StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT).onUnmappableCharacter(CodingErrorAction.REPORT)))) {
            StringBuilder text = new StringBuilder();
            boolean more = true;
            while (more) {
                line++;
                text.setLength(0);
                more = readLine(in, text);
                if (!text.toString().isBlank()) {
                    sink.take(line, object(text.toString()), text.toString());
                }
            }
        } catch (BadRunException e) {
            throw new SnapshotException(SnapshotException.Cause.INPUT, file + ", line " + line + ": " + e.getMessage() + ".", e);
        } catch (CharacterCodingException e) {
            throw new SnapshotException(SnapshotException.Cause.INPUT, file + ", line " + line + " or the next few: the bytes are no UTF-8 text.", e);
        } catch (NoSuchFileException e) {
            throw new SnapshotException(SnapshotException.Cause.INPUT, "There is no file " + file + ".", e);
        } catch (AccessDeniedException e) {
            throw new SnapshotException(SnapshotException.Cause.ENVIRONMENT, "There are no rights to read " + file + "; ask its owner for them.", e);
        } catch (IOException e) {
            throw new SnapshotException(SnapshotException.Cause.ENVIRONMENT, file + " could not be read: " + e.getMessage() + ".", e);
        }
    }

    private static boolean readLine(BufferedReader in, StringBuilder text) throws IOException, BadRunException {
        for (int c = in.read(); c >= 0; c = in.read()) {
            if (c == '\n') {
                return true;
            }
            if (text.length() == MAX_LINE) {
                throw new BadRunException("the line is longer than " + MAX_LINE + " characters");
            }
            text.append((char) c);
        }
        return false;
    }

    private static Map<?, ?> object(String text) throws BadRunException {
        try {
            if (JsonText.parse(text, MAX_LINE) instanceof Map<?, ?> object) {
                return object;
            }
            throw new BadRunException("a JSON object was expected");
        } catch (JsonText.MalformedJsonException e) {
            throw new BadRunException("a JSON object was expected, but " + e.getMessage());
        }
    }
}
