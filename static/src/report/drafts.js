// What the server has not yet answered "saved" for, kept in this browser. One draft for each section and each open tab,
// so that two tabs never write over each other; a tab holds a lock while it lives, so that its draft is not taken for lost.
const PREFIX = 'masterpiece:draft:';
const me = `${Date.now().toString(36)}-${Math.random().toString(36).slice(2)}`;

if (navigator.locks) navigator.locks.request(PREFIX + me, () => new Promise(() => {}));

export function draftsFor(address, storage = window.localStorage) {
  const mine = `${PREFIX}${address}:${me}`;
  return {
    // Returns whether the browser kept it: private windows and full disks refuse.
    keep(content, basedOn) {
      try {
        storage.setItem(mine, JSON.stringify({ content, basedOn, at: Date.now() }));
        return true;
      } catch {
        return false;
      }
    },
    drop(key = mine) {
      try {
        storage.removeItem(key);
      } catch {
        // A browser that refuses to store has nothing to remove.
      }
    },
    // The newest draft that no living tab is still writing, or null.
    async lost() {
      const held = navigator.locks ? (await navigator.locks.query()).held.map(({ name }) => name) : [];
      const found = [];
      try {
        for (let index = 0; index < storage.length; index += 1) {
          const key = storage.key(index);
          if (!key.startsWith(`${PREFIX}${address}:`) || key === mine) continue;
          const tab = key.slice(key.lastIndexOf(':') + 1);
          if (!held.includes(PREFIX + tab)) found.push({ key, ...JSON.parse(storage.getItem(key)) });
        }
      } catch {
        return null;
      }
      return found.sort((one, other) => other.at - one.at)[0] ?? null;
    },
  };
}
