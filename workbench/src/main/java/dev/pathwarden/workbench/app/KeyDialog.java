package dev.pathwarden.workbench.app;

import dev.pathwarden.model.encryption.EncryptionKey;
import dev.pathwarden.model.encryption.EncryptionKeys;
import dev.pathwarden.model.key.EncryptionKeyFile;
import dev.pathwarden.model.key.EncryptionKeySource;
import dev.pathwarden.workbench.task.Question;
import dev.pathwarden.workbench.text.Texts;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javafx.stage.FileChooser;
import javafx.stage.Stage;

/**
 * Finds the encryption key of what is opened: where the environment says it is, in the file that was chosen for it before, or in one that the user is asked for. Keeps places and no keys. For any thread but that of the
 * window, which shows the dialog meanwhile.
 */
final class KeyDialog implements EncryptionKeys {

    private static final Texts TEXTS = Texts.of(KeyDialog.class);

    private final Stage stage;
    private final EncryptionKeySource given;
    private final Map<String, Path> chosen = new ConcurrentHashMap<>();

    KeyDialog(Stage stage, Map<String, String> environment) {
        this.stage = stage;
        this.given = EncryptionKeySource.of(null, environment);
    }

    @Override
    public EncryptionKey find(String name) throws IOException {
        Path before = chosen.get(name);
        if (before != null) {
            return EncryptionKeyFile.read(before);
        }
        if (given != null) {
            EncryptionKey key = given.read();
            if (key.name().equals(name)) {
                return key;
            }
            key.close();
        }
        File file = ask(name);
        if (file == null) {
            return null;
        }
        EncryptionKey key = EncryptionKeyFile.read(file.toPath());
        if (key.name().equals(name)) {
            chosen.put(name, file.toPath());
        }
        return key;
    }

    private File ask(String name) {
        return new Question<>(() -> {
            FileChooser chooser = new FileChooser();
            chooser.setTitle(TEXTS.get("key.title", name));
            return chooser.showOpenDialog(stage);
        }).ask();
    }
}
