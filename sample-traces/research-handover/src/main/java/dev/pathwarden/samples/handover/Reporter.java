package dev.pathwarden.samples.handover;

import dev.langchain4j.service.SystemMessage;
import dev.langchain4j.service.UserMessage;

/** The agent that writes things up. */
interface Reporter {

    /** Makes a report of the notes it is given, and says what came of it. */
    @SystemMessage("You write market reports from the notes you are given, and save them. Say in one sentence what you did.")
    String report(@UserMessage String notes);
}
