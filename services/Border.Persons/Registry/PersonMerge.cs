using Border.Persons.V1;
using Border.ServiceDefaults.Errors;

namespace Border.Persons.Registry;

/// <summary>
/// Merges of persons. They make a tree: each merged person points to one other, and the encounters of all stand with the
/// one at the root, each with the name of the person whom its interception names.
/// </summary>
internal static class PersonMerge
{
    /// <summary>Only roots are merged, and only into roots: no merge can go round in a circle.</summary>
    public static void Merge(Person duplicate, Person survivor)
    {
        if (duplicate.Name == survivor.Name)
            throw Refusals.InvalidField("survivor", "is the person itself");
        new PersonRecord(duplicate).RequireRegistered("merged");
        new PersonRecord(survivor).RequireRegistered("the survivor of a merge");
        duplicate.State = PersonState.Merged;
        duplicate.MergedInto = survivor.Name;
        survivor.Merged.Add(duplicate.Name);
        survivor.Encounters.AddRange(duplicate.Encounters);
        duplicate.Encounters.Clear();
    }

    /// <param name="duplicate">The person who is to stand again.</param>
    /// <param name="parent">Into whom they were merged.</param>
    /// <param name="root">The person at the root; the parent when that is not merged itself.</param>
    /// <param name="tree">The names of the duplicate and of all who were merged into them, at any depth.</param>
    public static void Unmerge(Person duplicate, Person parent, Person root, IReadOnlyCollection<string> tree)
    {
        var own = root.Encounters.Where(encounter => tree.Contains(encounter.Person)).ToList();
        foreach (var encounter in own)
            root.Encounters.Remove(encounter);
        duplicate.Encounters.AddRange(own);
        duplicate.State = PersonState.Registered;
        duplicate.MergedInto = "";
        parent.Merged.Remove(duplicate.Name);
    }

    /// <summary>Makes the root hold an interception as it now stands; without one, no longer hold it.</summary>
    /// <returns>Whether anything changed.</returns>
    public static bool Hold(Person root, string interception, Encounter? encounter)
    {
        var held = root.Encounters.FirstOrDefault(other => other.Interception == interception);
        if (Equals(held, encounter))
            return false;
        if (held is not null)
            root.Encounters.Remove(held);
        if (encounter is not null)
            root.Encounters.Add(encounter);
        return true;
    }
}
