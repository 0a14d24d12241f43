<?xml version="1.0" encoding="UTF-8"?>
<!-- Which notes have a mark, what the mark says, and where it stands: one answer for page and print. -->
<xsl:stylesheet version="3.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:map="http://www.w3.org/2005/xpath-functions/map"
                xmlns:f="urn:teiwright:functions"
                xmlns:tei="http://www.tei-c.org/ns/1.0"
                exclude-result-prefixes="#all">

  <xsl:key name="pointing" match="tei:ref[starts-with(@target, '#')] | tei:ptr[starts-with(@target, '#')]"
           use="tokenize(@target) ! substring(., 2)"/>
  <xsl:key name="annotating" match="tei:note[starts-with(@target, '#')]" use="substring(tokenize(@target)[1], 2)"/>

  <!-- A note in one of these is a field of a record, not a remark on a running text. -->
  <xsl:variable name="records-with-notes" as="map(xs:string, xs:boolean)" select="f:set(
    'bibl biblStruct biblFull monogr analytic series imprint person place org object event relation gap app rdgGrp respStmt entry sense
     form etym correspDesc notesStmt castItem listBibl listPerson listPlace listOrg listEvent relatedItem msItem state trait
     personGrp witness category valItem remarks nym interp listApp choice')"/>

  <!-- Elements at which a note that only points there can have its mark. -->
  <xsl:function name="f:pointed-at" as="element()?">
    <xsl:param name="note" as="element(tei:note)"/>
    <xsl:variable name="target" as="xs:string" select="substring(tokenize($note/@target)[1], 2)"/>
    <xsl:sequence select="
      if (not(starts-with($note/@target, '#'))) then ()
      else key('id', $target, root($note))[self::tei:p or self::tei:ab or self::tei:l or self::tei:seg or self::tei:head or self::tei:anchor]
                                          [not(ancestor::tei:note)][ancestor::tei:text][1]"/>
  </xsl:function>

  <xsl:function name="f:has-mark" as="xs:boolean">
    <xsl:param name="note" as="element(tei:note)"/>
    <xsl:sequence select="exists($note-marks(generate-id($note)))"/>
  </xsl:function>

  <xsl:function name="f:is-remark" as="xs:boolean">
    <xsl:param name="note" as="element(tei:note)"/>
    <xsl:sequence select="
      if (f:is-stray($note)) then true()
      else if (exists(f:pointed-at($note))) then true()
      else if ($records-with-notes(local-name($note/..)) = true() or $note/ancestor::tei:msDesc or $note/@place = 'inline') then false()
      else if (f:holds-blocks($note/..)) then exists($note/@place) and empty(key('pointing', string($note/@xml:id), root($note)))
      else true()"/>
  </xsl:function>

  <!-- A note that stands in a list of notes at the end, and nobody says where it belongs. -->
  <xsl:function name="f:is-stray" as="xs:boolean">
    <xsl:param name="note" as="element(tei:note)"/>
    <xsl:sequence select="exists($note/ancestor::tei:div[@type = 'notes']/parent::tei:back)
      and empty(key('pointing', string($note/@xml:id), root($note)))"/>
  </xsl:function>

  <!-- The title's notes count where the title is shown, which is where there is no title page. -->
  <xsl:function name="f:remarks" as="element(tei:note)*">
    <xsl:param name="article" as="element(tei:TEI)"/>
    <xsl:variable name="title" as="element(tei:note)*" select="
      if ($article/tei:text/tei:front/tei:titlePage) then () else $article/tei:teiHeader/tei:fileDesc/tei:titleStmt/tei:title//tei:note"/>
    <xsl:sequence select="$title, ($article/tei:text//tei:note, $article/(tei:sourceDoc | tei:standOff)//tei:note[f:pointed-at(.)])[f:is-remark(.)]"/>
  </xsl:function>

  <!-- A series has its own numbers: the author's notes and the editor's, say. -->
  <xsl:function name="f:series-of" as="xs:string">
    <xsl:param name="note" as="element(tei:note)"/>
    <xsl:sequence select="string($note/@type)"/>
  </xsl:function>

  <!-- The number is @n as printed, else the place among the notes of its series; a second series counts in letters. -->
  <xsl:variable name="note-marks" as="map(xs:string, xs:string)">
    <xsl:map>
      <xsl:for-each select="/descendant-or-self::tei:TEI">
        <xsl:for-each-group select="f:remarks(.)" group-by="f:series-of(.)">
          <xsl:variable name="numbering" as="xs:string" select="if (position() eq 1) then '1' else 'a'"/>
          <xsl:for-each select="current-group()">
            <xsl:map-entry key="generate-id(.)" select="(normalize-space(@n)[. ne ''], format-integer(position(), $numbering))[1]"/>
          </xsl:for-each>
        </xsl:for-each-group>
      </xsl:for-each>
    </xsl:map>
  </xsl:variable>

  <xsl:function name="f:mark" as="xs:string">
    <xsl:param name="note" as="element(tei:note)"/>
    <xsl:sequence select="string(($note-marks(generate-id($note)), normalize-space($note/@n))[. ne ''][1])"/>
  </xsl:function>

  <!-- Marks side by side need something between them, or 8 and 9 would read 89. -->
  <xsl:function name="f:follows-mark" as="xs:boolean">
    <xsl:param name="note" as="element(tei:note)"/>
    <xsl:variable name="before" as="node()?" select="$note/preceding-sibling::node()[not(self::text()[not(normalize-space())])][1]"/>
    <xsl:sequence select="exists($before/self::tei:note[f:has-mark(.)][empty(f:pointed-at(.))])"/>
  </xsl:function>

  <!-- The notes that stand elsewhere and have their marks here. -->
  <xsl:function name="f:notes-on" as="element(tei:note)*">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="if ($element/@xml:id) then key('annotating', $element/@xml:id, root($element))[f:pointed-at(.) is $element] else ()"/>
  </xsl:function>
</xsl:stylesheet>
