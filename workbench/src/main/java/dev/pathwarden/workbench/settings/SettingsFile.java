package dev.pathwarden.workbench.settings;

import dev.pathwarden.model.key.OwnerFile;
import dev.pathwarden.workbench.text.Texts;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * The file of the settings, readable by its owner only. Replaced as a whole, so that it is never half written; a damaged one is set aside, once. Any thread.
 *
 * <p>A change is made to what the file holds then, so that workbenches that run beside each other leave each other's changes alone. Of two changes at the very same time one may be forgotten.
 */
final class SettingsFile {

    private static final Texts TEXTS = Texts.of(SettingsFile.class);
    private static final int MAX_BYTES = SettingsText.MAX_CHARS;

    /**
     * What was read.
     *
     * @param settings the settings; the usual ones where there are none
     * @param problem what is wrong with the file, in one sentence; empty where nothing is
     * @param isFirst whether there was no file yet
     */
    record Found(Settings settings, String problem, boolean isFirst) {
    }

    private final Path file;

    SettingsFile(Path file) {
        this.file = file;
    }

    /** The file of a user with that environment. */
    static Path of(Map<String, String> environment) {
        return OwnerFile.directory(environment).resolve("workbench.json");
    }

    synchronized Found read() {
        try {
            return readOrSetAside();
        } catch (IOException e) {
            return new Found(Settings.USUAL, TEXTS.get("unreadable", file, e.getMessage()), false);
        }
    }

    /** @throws IOException if the file cannot be read or not be replaced; it is as before then */
    synchronized void change(UnaryOperator<Settings> change) throws IOException {
        String text = SettingsText.write(change.apply(readOrSetAside().settings()));
        if (text.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
            throw new IOException(TEXTS.get("long", MAX_BYTES));
        }
        OwnerFile.replace(file, text);
    }

    private Found readOrSetAside() throws IOException {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(MAX_BYTES + 1);
        } catch (NoSuchFileException e) {
            return new Found(Settings.USUAL, "", true);
        }
        try {
            if (bytes.length > MAX_BYTES) {
                throw new IllegalArgumentException(TEXTS.get("long", MAX_BYTES));
            }
            return new Found(SettingsText.parse(new String(bytes, StandardCharsets.UTF_8)), "", false);
        } catch (IllegalArgumentException e) {
            Path aside = file.resolveSibling(file.getFileName() + ".damaged");
            Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
            return new Found(Settings.USUAL, TEXTS.get("damaged", file, e.getMessage(), aside), false);
        }
    }
}
