package dev.pathwarden.workbench.casefile;

import dev.pathwarden.model.casefile.Case;
import dev.pathwarden.model.casefile.CaseEdit;
import dev.pathwarden.model.casefile.CaseStore;
import dev.pathwarden.model.snapshot.Snapshot;
import java.util.Map;

/** The files of a case as {@link CaseStore} finds them, which it does when they are read first: the names of all runs are asked for it. */
public final class StoredCase implements CaseFiles {

    private final Snapshot recording;
    private final Map<String, String> environment;
    private CaseStore store;

    /** @param environment the environment variables of this process, which say where the user's own files are */
    public StoredCase(Snapshot recording, Map<String, String> environment) {
        this.recording = recording;
        this.environment = environment;
    }

    private synchronized CaseStore store() {
        if (store == null) {
            store = new CaseStore(recording, environment);
        }
        return store;
    }

    @Override
    public CaseStore.Found read() {
        return store().read();
    }

    @Override
    public Case edit(CaseEdit edit) {
        return store().edit(edit);
    }
}
