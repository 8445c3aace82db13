export async function servePage(): Promise<boolean> {
  return false;
}
