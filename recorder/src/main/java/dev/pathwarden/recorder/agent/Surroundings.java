package dev.pathwarden.recorder.agent;

import dev.pathwarden.model.signing.Acknowledgement;
import dev.pathwarden.recorder.context.Recorder;
import dev.pathwarden.recorder.hooks.file.FileModes;
import dev.pathwarden.recorder.hooks.file.FileSteps;
import dev.pathwarden.recorder.hooks.file.JvmFiles;
import dev.pathwarden.recorder.hooks.file.RecorderFiles;
import dev.pathwarden.recorder.hooks.mcp.KnownTools;
import dev.pathwarden.recorder.hooks.process.Bubblewrap;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.channels.spi.SelectorProvider;
import java.nio.file.FileSystem;
import java.util.ArrayList;
import java.util.List;

/** What the agent finds out about its JVM before the hooks are woven. */
final class Surroundings {

    private static final int STATUS_BYTES = 16 * 1024;
    private static final List<String> PRIVATE_KEYS = List.of("approver.key", "policy.key", "mask.key", "receiver.p12", "receiver.token");
    private static final String PREVIOUS = ".previous";
    private static final String CONFIG = ".config/pathwarden";
    private static final String MASK = "\nUmask:\t";

    private Surroundings() {
    }

    /**
     * The default file system, without {@code FileSystems.getDefault()}: that one may run the program's own provider under a lock.
     */
    static FileSystem files() throws ReflectiveOperationException {
        Method method = Class.forName("sun.nio.fs.DefaultFileSystemProvider", true, null).getDeclaredMethod("theFileSystem");
        method.setAccessible(true);
        return (FileSystem) method.invoke(null);
    }

    /** The JDK's own selector provider, without {@code SelectorProvider.provider()}, which looks for another one on the class path. */
    static SelectorProvider selectors() throws ReflectiveOperationException {
        Method method = Class.forName("sun.nio.ch.DefaultSelectorProvider", true, null).getDeclaredMethod("get");
        method.setAccessible(true);
        return (SelectorProvider) method.invoke(null);
    }

    static FileSteps fileSteps(Recorder recorder, FileSystem files, AgentOptions options, File jar) {
        List<File> own = new ArrayList<>(List.of(jar, DeploymentKey.fileOf(options)));
        own.addAll(privateKeys(options));
        own.addAll(bundles(options));
        if (options.known() != null) {
            own.add(options.known());
        }
        if (options.numbers() != null) {
            own.add(options.numbers());
        }
        return new FileSteps(recorder, new JvmFiles(System.getProperty("java.home"), System.getProperty("java.class.path", "")), new RecorderFiles(recordings(options), own),
                new FileModes(files, mask()), System.getProperty("java.io.tmpdir", "/tmp"));
    }

    /** Tools of MCP servers as earlier runs left them; nothing where the file cannot be read, and null where there is to be none. */
    static KnownTools knownTools(AgentOptions options) {
        if (options.known() == null) {
            return null;
        }
        try {
            return KnownTools.read(new String(PlainFiles.read(options.known(), KnownTools.MAX_BYTES), StandardCharsets.US_ASCII));
        } catch (IOException notThereYet) {
            return KnownTools.NONE;
        }
    }

    /** Where what is recorded lies, and what recorders tell of their bundle. */
    private static List<File> recordings(AgentOptions options) {
        List<File> directories = new ArrayList<>(List.of(options.out()));
        if (options.parts() != null) {
            directories.add(options.parts());
        }
        if (options.policies() != null) {
            directories.add(Acknowledgement.directory(options.policies()));
        }
        return directories;
    }

    /** A sandbox in which children see neither the journal nor its parts nor any key, and can change neither guardrails nor the agent. */
    static Bubblewrap sandbox(AgentOptions options, File jar) {
        List<File> hidden = new ArrayList<>(recordings(options));
        privateKeys(options).forEach(key -> hidden.add(key.getParentFile()));
        List<File> readOnly = new ArrayList<>(List.of(jar));
        bundles(options).stream().filter(File::exists).forEach(readOnly::add);
        return new Bubblewrap(hidden, readOnly);
    }

    /** The guardrails, and those before them, which are what they are rolled back to. */
    private static List<File> bundles(AgentOptions options) {
        return options.policies() == null ? List.of() : List.of(options.policies(), new File(options.policies().getPath() + PREVIOUS));
    }

    /** Where private keys of approvers and of those who sign guardrails are kept, and what a receiver of bundles is known by and asks for: beside the deployment key, and where this user's commands keep theirs. */
    private static List<File> privateKeys(AgentOptions options) {
        List<File> directories = new ArrayList<>();
        if (options.key() != null) {
            directories.add(options.key().getParentFile());
        }
        directories.add(ownDirectory());
        if (System.getenv("HOME") != null) {
            directories.add(new File(System.getenv("HOME"), CONFIG));
        }
        List<File> keys = new ArrayList<>();
        directories.forEach(directory -> PRIVATE_KEYS.forEach(name -> keys.add(new File(directory, name))));
        return keys;
    }

    /** Where this user's commands keep what is the user's own. */
    static File ownDirectory() {
        String configured = System.getenv("XDG_CONFIG_HOME");
        String home = System.getenv("HOME");
        return configured != null && configured.startsWith("/") ? new File(configured, "pathwarden") : new File(home == null ? System.getProperty("user.home") : home, CONFIG);
    }

    /** The file mode creation mask; -1 where the kernel does not tell. */
    private static int mask() {
        try {
            String status = new String(PlainFiles.read(new File("/proc/self/status"), STATUS_BYTES), StandardCharsets.US_ASCII);
            int start = status.indexOf(MASK);
            int end = status.indexOf('\n', start + 1);
            return start < 0 || end < 0 ? -1 : Integer.parseInt(status.substring(start + MASK.length(), end).trim(), 8);
        } catch (IOException | NumberFormatException e) {
            return -1;
        }
    }
}
