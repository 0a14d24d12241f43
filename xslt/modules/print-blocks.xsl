<?xml version="1.0" encoding="UTF-8"?>
<!-- Blocks for the typesetter. White space between blocks is left out; inside them it is text. -->
<xsl:stylesheet version="3.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:f="urn:teiwright:functions"
                xmlns:m="urn:teiwright:modes"
                xmlns:tei="http://www.tei-c.org/ns/1.0"
                exclude-result-prefixes="#all">

  <xsl:template match="tei:text | tei:front | tei:body | tei:group | tei:div" mode="m:print" as="element()*">
    <xsl:apply-templates select="*" mode="m:print"/>
  </xsl:template>

  <xsl:template match="tei:back" mode="m:print" as="element()*">
    <xsl:apply-templates select="* except tei:div[@type = 'notes']" mode="m:print"/>
    <xsl:variable name="strays" as="element(tei:note)*" select="tei:div[@type = 'notes']//tei:note"/>
    <xsl:if test="exists($strays)">
      <heading level="1"><xsl:value-of select="f:word('notes-without-anchor')"/></heading>
      <xsl:sequence select="$strays ! f:print-stray(.)"/>
    </xsl:if>
  </xsl:template>

  <xsl:function name="f:print-stray" as="element(stray)">
    <xsl:param name="note" as="element(tei:note)"/>
    <stray mark="{$note/@n}"><xsl:apply-templates select="$note/node()" mode="m:print"/></stray>
  </xsl:function>

  <!-- ==== title page ==== -->

  <xsl:template match="tei:titlePage" mode="m:print" as="element(title-page)">
    <title-page><xsl:apply-templates select="*" mode="m:print"/></title-page>
  </xsl:template>

  <xsl:template match="tei:docTitle" mode="m:print" as="element(main-title)">
    <main-title><xsl:apply-templates select="* | text()[normalize-space()]" mode="m:print"/></main-title>
  </xsl:template>

  <xsl:template match="tei:docTitle/tei:titlePart" mode="m:print" as="element(part)">
    <part type="{(@type, 'main')[1]}"><xsl:apply-templates mode="m:print"/></part>
  </xsl:template>

  <xsl:template match="tei:titlePage/tei:titlePart | tei:docImprint | tei:docDate | tei:byline | tei:docEdition | tei:imprimatur"
                mode="m:print" as="element(line)">
    <line type="{(@type, local-name())[1]}"><xsl:apply-templates mode="m:print"/></line>
  </xsl:template>

  <xsl:template match="tei:docImprint/tei:publisher" mode="m:print" as="item()*">
    <xsl:if test="preceding-sibling::*[1]/self::tei:publisher"><break/></xsl:if>
    <xsl:apply-templates mode="m:print"/>
  </xsl:template>

  <!-- An article without a title page shows what its header says. -->
  <xsl:function name="f:print-header-title" as="element(title-page)">
    <xsl:param name="article" as="element(tei:TEI)"/>
    <title-page>
      <main-title>
        <part type="main"><xsl:value-of select="f:main-title($article)"/></part>
        <xsl:where-populated>
          <part type="sub"><xsl:value-of select="f:sub-title($article)"/></part>
        </xsl:where-populated>
      </main-title>
      <xsl:where-populated>
        <line type="byline"><xsl:value-of select="string-join(f:authors($article), f:word('comma'))"/></line>
      </xsl:where-populated>
    </title-page>
  </xsl:function>

  <!-- ==== text ==== -->

  <xsl:template match="tei:head" mode="m:print" as="element(heading)">
    <heading level="{min((max((count(ancestor::tei:div), 1)), 5))}"><xsl:apply-templates mode="m:print"/></heading>
  </xsl:template>

  <xsl:template match="tei:p | tei:ab | tei:opener | tei:closer | tei:signed | tei:dateline | tei:salute | tei:trailer | tei:argument"
                mode="m:print" as="element(par)">
    <par>
      <xsl:if test="@xml:id"><xsl:attribute name="id" select="@xml:id"/></xsl:if>
      <xsl:apply-templates mode="m:print"/>
    </par>
  </xsl:template>

  <xsl:template match="tei:list" mode="m:print" as="element(list)">
    <list ordered="{@rend = 'numbered' or @type = 'ordered'}"><xsl:apply-templates select="*" mode="m:print"/></list>
  </xsl:template>

  <xsl:template match="tei:list/tei:head" mode="m:print" as="element(par)" priority="1">
    <par><xsl:apply-templates mode="m:print"/></par>
  </xsl:template>

  <xsl:template match="tei:item" mode="m:print" as="element(item)">
    <item><xsl:apply-templates mode="m:print"/></item>
  </xsl:template>

  <xsl:template match="tei:quote[tei:p or tei:lg or tei:l or tei:list] | tei:cit[tei:quote/tei:p] | tei:epigraph"
                mode="m:print" as="element(quotation)">
    <quotation><xsl:apply-templates select="*" mode="m:print"/></quotation>
  </xsl:template>

  <xsl:template match="tei:lg" mode="m:print" as="element(quotation)">
    <quotation><xsl:apply-templates select="*" mode="m:print"/></quotation>
  </xsl:template>

  <xsl:template match="tei:l" mode="m:print" as="element(verse)">
    <verse><xsl:apply-templates mode="m:print"/></verse>
  </xsl:template>

  <xsl:template match="tei:milestone" mode="m:print" as="element(rule)">
    <rule/>
  </xsl:template>

  <!-- ==== records that stand in the text ==== -->

  <xsl:template match="tei:listBibl | tei:listPerson | tei:listPlace | tei:listOrg | tei:listEvent | tei:listRelation" mode="m:print"
                as="element()*">
    <xsl:apply-templates select="*" mode="m:print"/>
  </xsl:template>

  <xsl:template match="tei:listBibl/tei:bibl" mode="m:print" as="element(par)" priority="1">
    <par><xsl:apply-templates mode="m:print"/></par>
  </xsl:template>

  <xsl:template match="tei:biblStruct | tei:msDesc | tei:person | tei:place | tei:org | tei:event | tei:relation" mode="m:print" as="element(par)">
    <par><xsl:value-of select="f:record-words(.)"/></par>
  </xsl:template>

  <!-- ==== tables and figures ==== -->

  <xsl:template match="tei:table" mode="m:print" as="element(table)">
    <table columns="{max((1, tei:row ! sum(tei:cell ! (xs:integer(@cols), 1)[1])))}">
      <xsl:apply-templates select="tei:head, tei:row" mode="m:print"/>
    </table>
  </xsl:template>

  <xsl:template match="tei:table/tei:head | tei:figure/tei:head" mode="m:print" as="element(caption)" priority="1">
    <caption><xsl:apply-templates mode="m:print"/></caption>
  </xsl:template>

  <xsl:template match="tei:row" mode="m:print" as="element(row)">
    <row label="{@role = 'label'}"><xsl:apply-templates select="*" mode="m:print"/></row>
  </xsl:template>

  <xsl:template match="tei:cell" mode="m:print" as="element(cell)">
    <cell columns="{(@cols, 1)[1]}" rows="{(@rows, 1)[1]}"><xsl:apply-templates mode="m:print"/></cell>
  </xsl:template>

  <xsl:template match="tei:figure" mode="m:print" as="element(figure)">
    <figure alt="{f:alternative(.)}"><xsl:apply-templates select="* except tei:figDesc" mode="m:print"/></figure>
  </xsl:template>

  <xsl:template match="tei:graphic" mode="m:print" as="element(picture)">
    <picture url="{@url}" alt="{f:alternative(..)}"/>
  </xsl:template>

  <!-- What a picture shows, in words; the file's name where nobody says it. -->
  <xsl:function name="f:alternative" as="xs:string">
    <xsl:param name="figure" as="element()"/>
    <xsl:sequence select="($figure/(tei:figDesc, tei:head) ! f:printed(.), $figure//tei:graphic/@url ! string(.),
                           f:word('picture'))[. ne ''][1]"/>
  </xsl:function>
</xsl:stylesheet>
