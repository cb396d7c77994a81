package dev.pathwarden.workbench.casefile;

import dev.pathwarden.model.casefile.Case;
import dev.pathwarden.model.casefile.CaseEdit;
import dev.pathwarden.model.casefile.CaseStore;

/** The files that the case of one recording is in. For any thread; takes as long as the disk does. */
public interface CaseFiles {

    /**
     * Reads the case.
     *
     * @throws dev.pathwarden.model.casefile.CaseException with a sentence for the user, if it cannot be read
     */
    CaseStore.Found read();

    /**
     * Changes the case as it is by now, whoever else changed it meanwhile. The same change can be made again.
     *
     * @return the case with the change
     * @throws dev.pathwarden.model.casefile.CaseException with a sentence for the user, if it cannot be read or written; nothing is changed then
     */
    Case edit(CaseEdit edit);
}
