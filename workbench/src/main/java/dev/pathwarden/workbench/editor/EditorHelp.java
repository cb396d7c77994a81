package dev.pathwarden.workbench.editor;

import dev.pathwarden.policies.authoring.QuickFix;
import dev.pathwarden.workbench.completion.Proposal;
import java.util.List;
import java.util.Optional;

/** What an editor offers besides typing; asked for on the JavaFX thread, with the text as it is. */
public interface EditorHelp {

    /** What fits at an offset. */
    List<Proposal> proposals(String text, int offset);

    /** Whether what is typed at an offset is to be followed without being asked. */
    boolean isFollowed(String text, int offset);

    /** What is known of the word at an offset, for people; empty where nothing is. */
    Optional<String> help(String text, int offset);

    /** What repairs the problem at an offset; empty where none does, or where none is. */
    Optional<QuickFix> fix(String text, int offset);
}
